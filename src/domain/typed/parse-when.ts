import { Temporal } from 'temporal-polyfill';
import type { AnswerType } from '../instrument/instrument.ts';
import { refused, type ParseFailure, type Parsed, type Reading } from './parsed.ts';
import { prepareLexicon } from './prepared-lexicon.ts';
import { phraseKey } from './read-tokens.ts';
import { readDay } from './read-day.ts';
import { readTimeOfDay, type TimeOfDay } from './read-time-of-day.ts';

const longestDayAndTime = 120;

type Bounds = { readonly min?: string; readonly max?: string };

/** A calendar day, `YYYY-MM-DD`, within the bounds. */
export function parseDate(
  text: string,
  { min, max }: Extract<AnswerType, { kind: 'date' }>,
  reading: Reading,
): Parsed {
  const day = readDay(text, reading);
  if (!day.ok) return day;
  // Bounds may be a year or a month alone: whatever is in it is within them.
  const fault = outside({ min, max }, (bound) => day.date.slice(0, bound.length).localeCompare(bound));
  return fault ? refused(fault) : { ok: true, answer: { kind: 'date', value: day.date } };
}

/** A time of day, `hh:mm:ss`, within the bounds. */
export function parseTimeOfDay(
  text: string,
  { min, max }: Extract<AnswerType, { kind: 'time' }>,
  reading: Reading,
): Parsed {
  if (text.trim() === '') return refused('empty');
  const time = readTimeOfDay(text, reading);
  if (!time) return refused('not-a-time');
  const value = clockText(time);
  const fault = outside({ min, max }, (bound) => value.localeCompare(bound));
  return fault ? refused(fault) : { ok: true, answer: { kind: 'time', value } };
}

/**
 * A day and a time of day in either order, as an instant with the offset of the client's zone on that day. A time that
 * a change of the clocks skips or repeats is refused.
 */
export function parseDateTime(
  text: string,
  { min, max }: Extract<AnswerType, { kind: 'dateTime' }>,
  reading: Reading,
): Parsed {
  if (text.trim() === '') return refused('empty');
  if (text.length > longestDayAndTime || reading.timeZone === undefined) return refused('not-a-date-time');
  const { found, reason } = dayAndTime(text.trim(), reading);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return refused(reason);
  const instant = inZone(only, reading.timeZone);
  if (!instant) return refused('clock-change');
  const value = instant.toString({ timeZoneName: 'never', smallestUnit: 'second' });
  const fault = outside({ min, max }, (bound) => compareWith(instant, bound));
  return fault ? refused(fault) : { ok: true, answer: { kind: 'dateTime', value } };
}

/** Every way to divide the text into a day and a time, as local times, each once. */
function dayAndTime(
  text: string,
  reading: Reading,
): { readonly found: readonly string[]; readonly reason: ParseFailure } {
  const found = new Set<string>();
  let reason: ParseFailure = 'not-a-date-time';
  const besides = prepareLexicon(reading.lexicon).besideDates;
  for (const at of placesToDivide(text)) {
    const [left, right] = [text.slice(0, at), text.slice(at).replace(/^t(?=\d)/i, '')];
    for (const [dayText, timeText] of [
      [left, right],
      [right, left],
    ] as const) {
      const time = readTimeOfDay(withoutEnds(timeText, besides), reading);
      if (!time) continue;
      const day = readDay(withoutEnds(dayText, besides), reading);
      if (day.ok) found.add(`${day.date}T${clockText(time)}`);
      else if (day.reason === 'ambiguous-date') reason = 'ambiguous-date';
    }
  }
  return { found: [...found], reason };
}

/** Between two words, and where digits and letters meet: `4月3日19:30`. */
const placesToDivide = (text: string): readonly number[] =>
  [...text.matchAll(/(?<=[\s,،\p{Script=Han}])(?=\S)|(?<=\p{Nd})(?=[t\p{Script=Han}])/giu)]
    .map(({ index }) => index)
    .filter((at) => at > 0);

/** Without commas, and words that stand beside a date, at its ends. */
function withoutEnds(text: string, besides: ReadonlySet<string>): string {
  const words = text.replaceAll(/^[\s,،]+|[\s,،]+$/gu, '').split(/\s+/u);
  while (words.length > 1 && besides.has(phraseKey(words.at(-1) ?? ''))) words.pop();
  while (words.length > 1 && besides.has(phraseKey(words[0] ?? ''))) words.shift();
  return words.join(' ');
}

function inZone(local: string, timeZone: string): Temporal.ZonedDateTime | undefined {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, { disambiguation: 'reject' });
  } catch {
    return undefined;
  }
}

/** A bound with an offset is an instant; one without a time is the whole day, month or year where the client is. */
function compareWith(instant: Temporal.ZonedDateTime, bound: string): number {
  if (!bound.includes('T'))
    return instant.toPlainDate().toString().slice(0, bound.length).localeCompare(bound);
  return instant.epochMilliseconds - Date.parse(bound);
}

function outside(
  { min, max }: { readonly [K in keyof Bounds]?: Bounds[K] | undefined },
  compare: (bound: string) => number,
): 'too-early' | 'too-late' | undefined {
  if (min !== undefined && compare(min) < 0) return 'too-early';
  return max !== undefined && compare(max) > 0 ? 'too-late' : undefined;
}

const clockText = ({ hour, minute, second = 0 }: TimeOfDay): string =>
  [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
