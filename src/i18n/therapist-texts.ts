import { createInstance } from 'i18next';
import ar from './therapist/ar.json' with { type: 'json' };
import de from './therapist/de.json' with { type: 'json' };
import en from './therapist/en.json' with { type: 'json' };
import es from './therapist/es.json' with { type: 'json' };
import fr from './therapist/fr.json' with { type: 'json' };
import ptBR from './therapist/pt-BR.json' with { type: 'json' };
import zhHans from './therapist/zh-Hans.json' with { type: 'json' };
import { nearestSafetyLanguage } from './safety-texts.ts';

/** What is said to a therapist in a chat, and what they may write there. */
const locales = { en, es, fr, de, 'pt-BR': ptBR, ar, 'zh-Hans': zhHans } as const;

export type TherapistLanguage = keyof typeof locales;
export const therapistLanguages = Object.keys(locales).filter(
  (code): code is TherapistLanguage => code in locales,
);

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];
export type TherapistKey = Leaves<(typeof en)['texts']>;
export type TherapistTranslate = (key: TherapistKey, values?: Readonly<Record<string, string>>) => string;

/** What a therapist may ask for, in the words of all languages. */
export const therapistWords: readonly (typeof en)['words'][] = Object.values(locales).map(
  ({ words }) => words,
);

const i18n = createInstance();
void i18n.init({
  initAsync: false,
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(
    Object.entries(locales).map(([code, { texts }]) => [code, { translation: texts }]),
  ),
});

/** The language nearest to the first of these BCP 47 tags that has one, or English. */
export const nearestTherapistLanguage = (...tags: readonly (string | undefined)[]): TherapistLanguage =>
  tags.map((tag) => nearestSafetyLanguage(tag)).find((found) => found !== undefined) ?? 'en';

export function therapistTexts(language: TherapistLanguage): TherapistTranslate {
  const t = i18n.getFixedT(language);
  return (key, values) => t(key, { ...values });
}
