import type { Reading } from './parsed.ts';
import { plainDigits } from './plain-digits.ts';
import { prepareLexicon } from './prepared-lexicon.ts';
import { prepareTimeWords, type PartOfDay, type PreparedTimeWords } from './prepared-time-words.ts';
import { readParts } from './read-parts.ts';
import { phraseKey } from './read-tokens.ts';

const longestTime = 60;
const clock = /^(\d{1,2})(?:(\D+)(\d{2}))?$/;
const withSeconds = /^(\d{2}):(\d{2}):(\d{2})$/;
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  /** Only where it was given. */
  readonly second?: number;
}
/**
 * A time of day as people type it: `19:30`, `7pm`, `18h`, `18.30`, `7 in the evening`, `noon`. A bare hour is taken only
 * where it cannot be mistaken: 13 to 23, or 0.
 */
export function readTimeOfDay(text: string, { lexicon }: Pick<Reading, 'lexicon'>): TimeOfDay | undefined {
  if (text.length > longestTime) return undefined;
  const words = prepareTimeWords(lexicon);
  const plain = inPlainDigits(text, lexicon);
  const first = plain.search(/\d/);
  const last = plain.search(/\d\D*$/);
  const before = withoutBesides(plain.slice(0, first === -1 ? plain.length : first), words);
  if (first === -1) return namedTime(words.parts.get(before));
  const written = plain.slice(first, last + 1).trim();
  const exact = withSeconds.exec(written);
  const after = phraseKey(plain.slice(last + 1));
  if (exact) return before === '' && after === '' ? inBounds(exact.slice(1).map(Number)) : undefined;
  const [, hours = '', separator = ':', minutes] = clock.exec(written) ?? [];
  const between = phraseKey(separator) || separator.trim();
  if (hours === '' || ![':', '.', ...words.clock].includes(between)) return undefined;

  const units = minutes === undefined ? words.clock : [...words.minute, ...words.clock];
  const sinceHour = withoutFirst(after, units);
  const sinceMinute = minutes === undefined ? withoutFirst(sinceHour, words.half) : sinceHour;
  const said = [before, sinceMinute].filter((one) => one !== '');
  const part = words.parts.get(said[0] ?? '');
  if (said.length > 1 || (said.length === 1 && part === undefined)) return undefined;
  const hour = hourOf(Number(hours), part, minutes !== undefined);
  const half = sinceMinute === sinceHour ? 0 : 30;
  return hour === undefined ? undefined : inBounds([hour, Number(minutes ?? half)]);
}

function namedTime(part: PartOfDay | undefined): TimeOfDay | undefined {
  if (part === 'noon') return { hour: 12, minute: 0 };
  return part === 'midnight' ? { hour: 0, minute: 0 } : undefined;
}

/** Digits of any script as 0–9, number words as digits where there are no digits. */
function inPlainDigits(text: string, lexicon: Reading['lexicon']): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\p{Nd}+/gu, (digits) => plainDigits(digits) ?? '?');
  if (/\d/.test(plain)) return plain.trim();
  return readParts(plain, prepareLexicon(lexicon))
    .map((part) =>
      part.kind === 'number' ? String(part.value) : part.kind === 'mark' ? part.text : part.key,
    )
    .join(' ');
}

/** What is left when words that change nothing are taken from the beginning and the end. */
function withoutBesides(text: string, words: PreparedTimeWords): string {
  let said = phraseKey(text);
  for (const word of words.besides) {
    if (said === word) return '';
    if (said.startsWith(`${word} `)) said = said.slice(word.length + 1);
    if (said.endsWith(` ${word}`)) said = said.slice(0, -word.length - 1);
  }
  return said;
}

/** Without the first of these phrases that it begins with. */
function withoutFirst(said: string, phrases: readonly string[]): string {
  const first = phrases.find((word) => said === word || said.startsWith(`${word} `));
  return first === undefined ? said : said.slice(first.length + 1);
}

/** `counted`: with minutes, as the clock shows it from 0 to 23. */
function hourOf(hour: number, part: PartOfDay | undefined, counted: boolean): number | undefined {
  switch (part) {
    case undefined:
      return counted || hour === 0 || hour > 12 ? hour : undefined;
    case 'am':
    case 'pm':
      return hour < 1 || hour > 12 ? undefined : (hour % 12) + (part === 'pm' ? 12 : 0);
    case 'morning':
      return hour < 1 || hour > 11 ? undefined : hour;
    case 'afternoon':
      return hour >= 13 && hour <= 19 ? hour : hour >= 1 && hour <= 7 ? hour + 12 : undefined;
    case 'night':
      return hour >= 17 ? hour : hour >= 5 && hour <= 11 ? hour + 12 : undefined;
    case 'noon':
      return hour === 12 ? 12 : undefined;
    case 'midnight':
      return hour === 12 || hour === 0 ? 0 : undefined;
  }
}

const inBounds = ([hour = 0, minute = 0, second]: readonly number[]): TimeOfDay | undefined =>
  hour > 23 || minute > 59 || (second ?? 0) > 59
    ? undefined
    : { hour, minute, ...(second !== undefined && { second }) };
