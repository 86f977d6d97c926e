import type { Instant } from '../../domain/ids.ts';

/** Dates and numbers in one language; times in the clinic's zone. The year stands only where it is not this one. */
export interface Wording {
  readonly language: string;
  /** IANA name of the zone of all times. */
  readonly timeZone: string;
  /** `2 Nov` */
  day(at: Instant): string;
  /** `2 Nov, 18:05` */
  time(at: Instant): string;
  /** A calendar day `YYYY-MM-DD`, such as a check-in's due date: `2 Nov`. */
  date(date: string): string;
  /** With its weekday: `Sunday 2 November`. */
  longDay(at: Instant): string;
  /** At most one decimal: `3.5`, `3,5`. */
  number(value: number): string;
  /** `goals, tasks and bond` */
  list(words: readonly string[]): string;
  /** In the order of the language. */
  compare(a: string, b: string): number;
}

export function createWording({
  language,
  timeZone,
  now,
}: {
  readonly language: string;
  readonly timeZone: string;
  readonly now: Instant;
}): Wording {
  const yearOf = (at: Date, zone: string): string =>
    dateFormat('en', { year: 'numeric', timeZone: zone }).format(at);
  const thisYear = yearOf(new Date(now), timeZone);
  const format = (at: Date, zone: string, parts: Intl.DateTimeFormatOptions): string =>
    dateFormat(language === 'en' ? 'en-GB' : language, {
      ...parts,
      timeZone: zone,
      ...(yearOf(at, zone) !== thisYear && { year: 'numeric' }),
    }).format(at);
  const short = { day: 'numeric', month: 'short' } as const;
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const lists = new Intl.ListFormat(language);
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  return {
    language,
    timeZone,
    day: (at) => format(new Date(at), timeZone, short),
    time: (at) =>
      format(new Date(at), timeZone, { ...short, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    date: (date) => format(new Date(`${date}T00:00:00.000Z`), 'UTC', short),
    longDay: (at) => format(new Date(at), timeZone, { weekday: 'long', day: 'numeric', month: 'long' }),
    number: (value) => numbers.format(value),
    list: (words) => lists.format(words),
    compare: (a, b) => collator.compare(a, b),
  };
}

/** Made once for each language and form: one takes most of a millisecond to make, and a page writes hundreds of dates. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  dateFormats.set(key, format);
  return format;
}
