import { phraseKey } from './read-tokens.ts';

/** The names of a language's calendar, as `phraseKey` writes them. */
export interface CalendarWords {
  /** 1 to 12. */
  readonly months: ReadonlyMap<string, number>;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlyMap<string, number>;
  /** `yesterday` → -1. */
  readonly daysAway: ReadonlyMap<string, number>;
  /** Most words in any of them, and at least as many as a word beside a date may have. */
  readonly longest: number;
}

const longestBeside = 4;
/** Names of months that differ from country to country. */
const regions: Readonly<Record<string, readonly string[]>> = {
  ar: ['EG', 'SY', 'DZ', 'MA'],
  de: ['AT'],
  en: ['GB'],
};
const known = new Map<string, CalendarWords>();

/** From `Intl`, long and short, standing alone and in a date, of all regions of the language that name them otherwise. */
export function calendarWords(language: string): CalendarWords {
  const before = known.get(language);
  if (before) return before;
  const locales = [language, ...(regions[language] ?? []).map((region) => `${language}-${region}`)];
  const months = certain(locales.flatMap((locale) => monthNames(locale)));
  const weekdays = certain(locales.flatMap((locale) => weekdayNames(locale)));
  const daysAway = certain(daysAwayIn(language));
  const words = [...months.keys(), ...weekdays.keys()].map((name) => name.split(' ').length);
  const made = { months, weekdays, daysAway, longest: Math.max(longestBeside, ...words) };
  known.set(language, made);
  return made;
}

type Name = readonly [name: string, value: number];

/** A name that stands for two of them names none. */
function certain(names: readonly Name[]): ReadonlyMap<string, number> {
  const keys = names.map(([name, value]) => [phraseKey(name), value] as const);
  const meanings = Map.groupBy(keys, ([key]) => key);
  return new Map(
    [...meanings].flatMap(([key, all]) => {
      const [value, ...more] = new Set(all.map(([, meant]) => meant));
      return value === undefined || more.length > 0 || key === '' ? [] : [[key, value] as const];
    }),
  );
}

/** Where a month is written with its number, as in Chinese, the sign after it makes it a name. */
const monthNames = (locale: string): readonly Name[] =>
  Array.from({ length: 12 }, (_, month) => month).flatMap((month) =>
    (['long', 'short'] as const).flatMap((style) => {
      const day = Date.UTC(2026, month, 15);
      const alone = new Intl.DateTimeFormat([locale, 'en'], { month: style, timeZone: 'UTC' });
      const inDate = new Intl.DateTimeFormat([locale, 'en'], {
        year: 'numeric',
        month: style,
        day: 'numeric',
        timeZone: 'UTC',
      });
      const parts = inDate.formatToParts(day);
      const at = parts.findIndex(({ type }) => type === 'month');
      const named = parts[at]?.value ?? '';
      const inFull = /\p{Nd}/u.test(named) ? `${named}${parts[at + 1]?.value}` : named;
      return [alone.format(day), inFull].map((name) => [name, month + 1] as const);
    }),
  );

const weekdayNames = (locale: string): readonly Name[] =>
  Array.from({ length: 7 }, (_, weekday) => weekday).flatMap((weekday) =>
    (['long', 'short'] as const).map((style) => {
      const format = new Intl.DateTimeFormat([locale, 'en'], { weekday: style, timeZone: 'UTC' });
      // 4 January 2026 was a Sunday.
      return [format.format(Date.UTC(2026, 0, 4 + weekday)), weekday] as const;
    }),
  );

const daysAwayIn = (language: string): readonly Name[] => {
  const format = new Intl.RelativeTimeFormat([language, 'en'], { numeric: 'auto' });
  return [-2, -1, 0, 1, 2]
    .map((days) => [format.format(days, 'day'), days] as const)
    .filter(([name]) => !/\p{Nd}/u.test(name));
};
