import type { AnswerType, Option, Translated } from '../domain/instrument/instrument.ts';
import { textIn } from '../domain/questions/question.ts';

const someDay = '2026-04-03';
const someTime = '19:30';
const someNumber = 12;

/** An answer to a question of this type as the client may type it in this language; empty where any words would do. */
export function exampleFor(answer: AnswerType, language: string, locale = language): string {
  switch (answer.kind) {
    case 'rating': {
      const { min, max, step = 1 } = answer;
      return shownNumber(min + step * Math.round((0.7 * (max - min)) / step), locale);
    }
    case 'number':
      return withUnit(numberWithin(answer, answer.whole ? 0 : answer.decimals), answer.unit, {
        language,
        locale,
      });
    case 'quantity':
      return withUnit(numberWithin(answer, answer.decimals), answer.units[0]?.display, { language, locale });
    case 'date':
      return shownDay(dayWithin(answer), locale);
    case 'dateTime':
      return `${shownDay(dayWithin(answer), locale)} ${someTime}`;
    case 'time':
      return timeWithin(answer);
    case 'choice':
      return labels(answer.options.slice(0, 1), language);
    case 'choices':
      return labels(answer.options.slice(0, answer.least ?? 1), language);
    case 'url':
      return 'https://example.org';
    case 'boolean':
    case 'text':
      return '';
  }
}

const labels = (options: readonly Option[], language: string): string =>
  options.map(({ display }) => textIn(display, language)).join(', ');

/** A day as the language writes it, with the month by its name; a part of a date (`2026`) as it is. */
export function shownDay(date: string | undefined, language: string): string {
  const day = date?.slice(0, 10) ?? '';
  if (day.length < 10) return day;
  // the calendar in which it is kept, whatever the language's people use besides
  return new Intl.DateTimeFormat([language, 'en'], {
    dateStyle: 'long',
    timeZone: 'UTC',
    calendar: 'gregory',
  }).format(new Date(`${day}T00:00:00Z`));
}

/** With the language's own sign before decimals, and none between thousands. */
export const shownNumber = (value: number, language: string): string =>
  new Intl.NumberFormat([language, 'en'], { useGrouping: false, maximumFractionDigits: 20 }).format(value);

function numberWithin(
  { min, max }: { readonly min?: number; readonly max?: number },
  decimals: number | undefined,
): number {
  const fits = (value: number) => (min === undefined || value >= min) && (max === undefined || value <= max);
  const between = min !== undefined && max !== undefined ? min + 0.7 * (max - min) : someNumber;
  const places = Math.min(decimals ?? 1, 1);
  const half = decimals === 0 ? 0 : 0.5;
  const tried = [someNumber + half, Number(between.toFixed(places)), Math.round(between), min, max];
  return tried.find((value) => value !== undefined && fits(value)) ?? someNumber;
}

const withUnit = (
  value: number,
  unit: Translated | undefined,
  { language, locale }: { language: string; locale: string },
): string => (unit ? `${shownNumber(value, locale)} ${textIn(unit, language)}` : shownNumber(value, locale));

function dayWithin({ min, max }: { readonly min?: string; readonly max?: string }): string {
  const [from, to] = [min, max].map((bound) => wholeDay(bound));
  if (from !== undefined && someDay < from) return from;
  return to !== undefined && someDay > to ? to : someDay;
}

/** The first day of a year or month. */
const wholeDay = (bound: string | undefined): string | undefined =>
  bound === undefined ? undefined : `${bound}-01-01`.slice(0, 10);

function timeWithin({ min, max }: { readonly min?: string; readonly max?: string }): string {
  const exact = `${someTime}:00`;
  if (min !== undefined && exact < min) return min.slice(0, 5);
  return max !== undefined && exact > max ? max.slice(0, 5) : someTime;
}
