import { createInstance } from 'i18next';
import ar from './safety/ar.json' with { type: 'json' };
import de from './safety/de.json' with { type: 'json' };
import en from './safety/en.json' with { type: 'json' };
import es from './safety/es.json' with { type: 'json' };
import fr from './safety/fr.json' with { type: 'json' };
import ptBR from './safety/pt-BR.json' with { type: 'json' };
import zhHans from './safety/zh-Hans.json' with { type: 'json' };

/** What is said when the safety screen has found something, in every language that is screened. */
const texts = { en, es, fr, de, 'pt-BR': ptBR, ar, 'zh-Hans': zhHans } as const;

export type SafetyLanguage = keyof typeof texts;
export const safetyLanguages = Object.keys(texts).filter((code): code is SafetyLanguage => code in texts);

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];
export type SafetyKey = Leaves<typeof en>;

export type SafetyTranslate = (key: SafetyKey, values?: Readonly<Record<string, string>>) => string;

const i18n = createInstance();
void i18n.init({
  initAsync: false,
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(Object.entries(texts).map(([code, translation]) => [code, { translation }])),
});
const byLanguage = new Map(safetyLanguages.map((code) => [code, i18n.getFixedT(code)]));

/** In this language, or English. */
export function safetyTexts(language: SafetyLanguage): SafetyTranslate {
  const t = byLanguage.get(language) ?? i18n.getFixedT('en');
  return (key, values) => t(key, { ...values });
}

/**
 * The language of the texts that is nearest to a BCP 47 tag: `pt-PT` is answered in `pt-BR`, `zh-TW` in `zh-Hans`.
 * @returns `undefined` if there is none.
 */
export function nearestSafetyLanguage(tag: string | undefined): SafetyLanguage | undefined {
  const base = tag?.toLowerCase().split('-')[0];
  return safetyLanguages.find((code) => code.toLowerCase().split('-')[0] === base);
}
