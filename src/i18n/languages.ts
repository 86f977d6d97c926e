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
    const base = tag?.toLowerCase().split('-')[0];
    const found = among.find((code) => code === tag) ?? among.find((code) => baseOf(code) === base);
    if (found) return found;
  }
  return undefined;
}

const baseOf = (code: Language): string | undefined => code.toLowerCase().split('-')[0];

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
export const localeIn = (language: Language, country: string | undefined): string =>
  country !== undefined && /^[A-Z]{2}$/.test(country)
    ? new Intl.Locale(language, { region: country }).toString()
    : language;
