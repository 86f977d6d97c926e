/** The languages of everything that is said to people, by BCP 47 tag. */
export const languages = ['en', 'es', 'fr', 'de', 'pt-BR', 'ar', 'zh-Hans'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (tag: unknown): tag is Language => languages.some((code) => code === tag);

export const isRightToLeft = (language: string): boolean => language === 'ar';

/**
 * The language nearest to the first of these BCP 47 tags that has one: `pt-PT` is answered in `pt-BR`, `zh-TW` in `zh-Hans`.
 * @param among those there are to choose from
 */
export function nearestLanguage(
  tags: readonly (string | undefined)[],
  among: readonly Language[] = languages,
): Language | undefined {
  for (const tag of tags) {
    if (tag === undefined) continue;
    const same = among.find((code) => code === tag);
    if (same) return same;
    const base = baseOf(tag);
    const near = among.find((code) => baseOf(code) === base);
    if (near) return near;
  }
  return undefined;
}

const baseOf = (tag: string): string | undefined => tag.toLowerCase().split('-')[0];

/** A language that clients may choose. */
export interface SpokenLanguage {
  readonly code: Language;
  /** Who answers for its texts; `''`: nobody yet, which production does not take. */
  readonly reviewedBy: string;
}

/** The same, or English. */
export const languageFor = (...tags: readonly (string | undefined)[]): Language =>
  nearestLanguage(tags) ?? 'en';

/**
 * The language as it is written in a country: an English date reads differently in Leeds and in Boston.
 * @param country ISO 3166-1 alpha-2; anything else leaves the language alone
 */
export function localeIn(language: Language, country: string | undefined): string {
  if (country === undefined || !/^[A-Z]{2}$/.test(country)) return language;
  const key = `${language} ${country}`;
  const locale = locales.get(key) ?? new Intl.Locale(language, { region: country }).toString();
  locales.set(key, locale);
  return locale;
}

/** Asked for several times in a turn, and slow to make. */
const locales = new Map<string, string>();
