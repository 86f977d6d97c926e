/** One for each locale: making one takes longer than all else that is said in a turn. */
const formats = new Map<string, Intl.NumberFormat>();

/** Numbers as they are written there: `7,5` in German, `٧٫٥` in Egypt. Locales are those of our languages and countries. */
export function numberFormat(locale: string): Intl.NumberFormat {
  const format = formats.get(locale) ?? new Intl.NumberFormat([locale, 'en'], { maximumFractionDigits: 10 });
  formats.set(locale, format);
  return format;
}
