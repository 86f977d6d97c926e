import { calendarWords, type CalendarWords } from './calendar-words.ts';
import type { ParseFailure, Reading } from './parsed.ts';
import { prepareLexicon } from './prepared-lexicon.ts';
import { phraseKey, readTokens } from './read-tokens.ts';

const longestDay = 100;
const years = { from: 1850, to: 2200 };
/** Languages whose people write `3.4.2026` with the day first, wherever they live. */
const dotsAfterTheDay = new Set(['de']);
const separators = new Set(['-', '/', '.']);

export type Day =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly reason: Extract<ParseFailure, 'empty' | 'not-a-date' | 'ambiguous-date'> };

interface Found {
  readonly year: string;
  readonly month: number;
  readonly day: string;
}

const unread: Day = { ok: false, reason: 'not-a-date' };

/**
 * One calendar day, `YYYY-MM-DD`: year first in digits, with the month by its name, or a word such as `yesterday`.
 * `03/04/2026` may be two days and is refused as that; a weekday tells, and must be that of the day. A year has four digits.
 */
export function readDay(text: string, reading: Reading): Day {
  if (text.trim() === '') return { ok: false, reason: 'empty' };
  if (text.length > longestDay) return unread;
  const calendar = calendarWords(reading.language);
  const key = phraseKey(text);
  const away = calendar.daysAway.get(key);
  if (away !== undefined) return reading.today === undefined ? unread : dayAway(reading.today, away);
  const { words, weekdays } = withoutWeekdays(
    readTokens(key).map((token) => token.text.replace(/^0(?=\d$)/, '')),
    calendar,
  );
  const found = readNumeric(words, reading.language) ?? readNamed(words, calendar, reading);
  const [date, ...others] = found
    .flatMap((day) => isoDay(day) ?? [])
    .filter((day) => weekdays.every((weekday) => weekday === weekdayOf(day)));
  if (others.length > 0) return { ok: false, reason: 'ambiguous-date' };
  return date === undefined ? unread : { ok: true, date };
}

/** The days that three numbers with one separator between them can be; `undefined` when that is not what stands there. */
function readNumeric(words: readonly string[], language: string): readonly Found[] | undefined {
  const pieces = words.flatMap((word) =>
    /^\p{Nd}+\.\p{Nd}+\.\p{Nd}+$/u.test(word) ? splitAtDots(word) : [word],
  );
  const [first = '', separator = '', second = '', same, third = '', ...more] = pieces;
  if (!separators.has(separator) || same !== separator || more.length > 0) return undefined;
  if (first.length === 4) return [{ year: first, month: Number(second), day: third }];
  if (third.length !== 4) return [];
  const dayFirst = { year: third, month: Number(second), day: first };
  if (separator === '.' && dotsAfterTheDay.has(language)) return [dayFirst];
  const monthFirst = { year: third, month: Number(first), day: second };
  return first === second ? [dayFirst] : [dayFirst, monthFirst];
}

const splitAtDots = (word: string): readonly string[] =>
  word.split('.').flatMap((part, at) => (at === 0 ? [part] : ['.', part]));

/** A month by its name, a year and a day; beside them only words that may stand in a date. */
function readNamed(
  words: readonly string[],
  calendar: CalendarWords,
  { lexicon }: Reading,
): readonly Found[] {
  const { besideDates } = prepareLexicon(lexicon);
  const months: number[] = [];
  const numbers: string[] = [];
  for (let at = 0; at < words.length;) {
    const month = longestAt(words, at, calendar.longest, (key) => calendar.months.has(key));
    const beside = month ?? longestAt(words, at, calendar.longest, (key) => besideDates.has(key));
    const word = words[at] ?? '';
    if (month !== undefined) months.push(calendar.months.get(month) ?? 0);
    else if (beside === undefined) {
      if (!/^\d{1,4}$/.test(word)) return [];
      numbers.push(word);
    }
    at += beside?.split(' ').length ?? 1;
  }
  const [month, ...moreMonths] = months;
  const year = numbers.find((number) => number.length === 4);
  const day = numbers.find((number) => number.length < 3);
  if (month === undefined || moreMonths.length > 0 || numbers.length !== 2) return [];
  return year === undefined || day === undefined ? [] : [{ year, month, day }];
}

function withoutWeekdays(words: readonly string[], { months, weekdays, longest }: CalendarWords) {
  const kept: string[] = [];
  const found: number[] = [];
  for (let at = 0; at < words.length;) {
    const name = longestAt(words, at, longest, (key) => weekdays.has(key) && !months.has(key));
    if (name === undefined) kept.push(words[at] ?? '');
    else found.push(weekdays.get(name) ?? 0);
    at += name?.split(' ').length ?? 1;
  }
  return { words: kept, weekdays: found };
}

function longestAt(
  words: readonly string[],
  at: number,
  longest: number,
  known: (key: string) => boolean,
): string | undefined {
  for (let length = longest; length > 0; length -= 1) {
    const key = words.slice(at, at + length).join(' ');
    if (at + length <= words.length && known(key)) return key;
  }
  return undefined;
}

function isoDay({ year, month, day }: Found): string | undefined {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(day)) return undefined;
  if (Number(year) < years.from || Number(year) > years.to) return undefined;
  const date = new Date(Date.UTC(Number(year), month - 1, Number(day)));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day);
  return real ? date.toISOString().slice(0, 10) : undefined;
}

function dayAway(today: string, days: number): Day {
  const date = new Date(`${today}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return unread;
  date.setUTCDate(date.getUTCDate() + days);
  return { ok: true, date: date.toISOString().slice(0, 10) };
}

const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
