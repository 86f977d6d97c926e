/** A language's name in itself, with a capital: `Español`. */
export const languageName = (code: string): string =>
  capital(new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code, code);

/** A country's name in a language. */
export const countryName = (code: string, language: string): string =>
  new Intl.DisplayNames([language, 'en'], { type: 'region' }).of(code) ?? code;

/** ISO weekday 1 (Monday) to 7 in a language, as on a button: with a capital. */
export const weekdayName = (weekday: number, language: string): string =>
  // 1 January 2024 was a Monday.
  capital(
    new Intl.DateTimeFormat([language, 'en'], { weekday: 'long', timeZone: 'UTC' }).format(
      Date.UTC(2024, 0, weekday),
    ),
    language,
  );

/** A day and hour in the client's zone, as their locale writes it: `Monday 30 November at 18:00`. */
export function dayAndTime(instant: string, locale: string, timeZone: string): string {
  const key = `${locale} ${timeZone}`;
  const format = dayAndTimeFormats.get(key) ?? dayAndTimeFormat(locale, timeZone);
  if (dayAndTimeFormats.size >= 200) dayAndTimeFormats.clear();
  dayAndTimeFormats.set(key, format);
  return inFrench(format.format(new Date(instant)), locale);
}

/** A day in the client's zone, as their locale writes it: `Monday 30 November`. */
export const dayName = (instant: string, locale: string, timeZone: string): string =>
  inFrench(
    new Intl.DateTimeFormat([locale, 'en'], {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone,
    }).format(new Date(instant)),
    locale,
  );

/** French says the first of a month as an ordinal, which `Intl` does not. */
const inFrench = (day: string, locale: string): string =>
  locale.startsWith('fr') ? day.replace(/(?<!\d)1(?= \p{L})/u, '1er') : day;

/** Making one takes longer than a turn's other words together. */
const dayAndTimeFormats = new Map<string, Intl.DateTimeFormat>();
const dayAndTimeFormat = (locale: string, timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat([locale, 'en'], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });

const capital = (text: string, language: string): string =>
  text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);
