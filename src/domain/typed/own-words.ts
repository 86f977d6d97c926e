import type { Labels } from './option-labels.ts';
import type { Reading } from './parsed.ts';
import { prepareLexicon } from './prepared-lexicon.ts';
import { phraseKey, readTokens } from './read-tokens.ts';

const quotes: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['„', '”'],
  ['«', '»'],
  ['»', '«'],
  ['「', '」'],
  ['『', '』'],
];
const shortestNear = 4;
const longNear = 8;

/** What stands in one pair of quotation marks, when that is the whole text. */
export function unquote(text: string): string | undefined {
  const trimmed = text.trim();
  const around = quotes.find(([open, close]) => trimmed.startsWith(open) && trimmed.endsWith(close));
  const inside = trimmed.slice(1, -1).trim();
  const whole = around && !inside.includes(around[0]) && !inside.includes(around[1]);
  return whole === true && inside !== '' ? inside : undefined;
}

/**
 * Whether the text may have been meant for an option, or for no answer at all: it has an option's words in it or is some
 * of them, it is spelled much like one, or it is no more than a number, a yes or a no, or it is a question.
 */
export function isNearOption(text: string, { all }: Labels, { lexicon }: Reading): boolean {
  const said = phraseKey(text);
  const { numbers, yes, no } = prepareLexicon(lexicon);
  if (said === '' || /[?؟？]/u.test(text) || numbers.has(said) || yes.has(said) || no.has(said)) return true;
  if (!readTokens(text).some(({ kind }) => kind === 'word')) return true;
  return all.some(
    ({ key, loose }) =>
      ` ${said} `.includes(` ${loose} `) ||
      ` ${key} `.includes(` ${said} `) ||
      isSpelledIn(said.split(' '), loose),
  );
}

/** Whether some of the words are the label but for one letter, or two in a long one. */
function isSpelledIn(words: readonly string[], label: string): boolean {
  if (label.length < shortestNear) return false;
  const count = label.split(' ').length;
  const slips = label.length < longNear ? 1 : 2;
  // so many slips leave one of so many parts and one more as it is
  const size = Math.ceil(label.length / (slips + 1));
  const parts = Array.from({ length: slips + 1 }, (_, at) => label.slice(at * size, (at + 1) * size));
  return words.some((_, at) => {
    const said = words.slice(at, at + count).join(' ');
    if (Math.abs(said.length - label.length) > slips) return false;
    return parts.some((part) => said.includes(part)) && distanceWithin(slips, said, label);
  });
}

/** Whether one text becomes the other by at most so many letters put in, left out or replaced. */
function distanceWithin(most: number, one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > most) return false;
  const far = most + 1;
  let row = Array.from({ length: other.length + 1 }, (_, at) => Math.min(at, far));
  for (let i = 1; i <= one.length; i += 1) {
    // only what lies so near the diagonal can be within it
    const next = Array.from({ length: other.length + 1 }, () => far);
    if (i <= most) next[0] = i;
    for (let j = Math.max(1, i - most); j <= Math.min(other.length, i + most); j += 1) {
      const replaced = (row[j - 1] ?? far) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next[j] = Math.min(replaced, (row[j] ?? far) + 1, (next[j - 1] ?? far) + 1);
    }
    if (Math.min(...next) > most) return false;
    row = next;
  }
  return (row[other.length] ?? far) <= most;
}
