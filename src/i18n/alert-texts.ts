import { createInstance } from 'i18next';
import ar from './alerts/ar.json' with { type: 'json' };
import de from './alerts/de.json' with { type: 'json' };
import en from './alerts/en.json' with { type: 'json' };
import es from './alerts/es.json' with { type: 'json' };
import fr from './alerts/fr.json' with { type: 'json' };
import ptBR from './alerts/pt-BR.json' with { type: 'json' };
import zhHans from './alerts/zh-Hans.json' with { type: 'json' };
import { nearestSafetyLanguage } from './safety-texts.ts';

/** An alert's life as a therapist reads it in the workspace. */
const texts = { en, es, fr, de, 'pt-BR': ptBR, ar, 'zh-Hans': zhHans } as const;

export type AlertLanguage = keyof typeof texts;
export const alertLanguages = Object.keys(texts).filter((code): code is AlertLanguage => code in texts);

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];
type PluralBase<Key extends string> =
  Key extends `${infer Base}_${'one' | 'other' | 'many' | 'few' | 'two' | 'zero'}` ? Base : Key;
export type AlertKey = PluralBase<Leaves<typeof en>>;
export type AlertTranslate = (key: AlertKey, values?: Readonly<Record<string, string | number>>) => string;

const i18n = createInstance();
void i18n.init({
  initAsync: false,
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(Object.entries(texts).map(([code, translation]) => [code, { translation }])),
});

/** The language nearest to the first of these BCP 47 tags that has one, or English. */
export const nearestAlertLanguage = (...tags: readonly (string | undefined)[]): AlertLanguage =>
  tags.map((tag) => nearestSafetyLanguage(tag)).find((found) => found !== undefined) ?? 'en';

export function alertTexts(language: AlertLanguage): AlertTranslate {
  const t = i18n.getFixedT(language);
  return (key, values) => t(key, { ...values });
}
