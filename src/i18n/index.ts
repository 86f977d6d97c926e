import type { Lexicon } from '../domain/typed/lexicon.ts';
import { isLanguage, languages, nearestLanguage, type Language } from './languages.ts';
import ar from './locales/ar.json' with { type: 'json' };
import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import es from './locales/es.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import ptBR from './locales/pt-BR.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };
import { textSet, type KeyOf, type Say } from './text-set.ts';

export { isLanguage, languages, type Language } from './languages.ts';

/** One line per language; the parity test names what a new one still lacks. */
const locales = { en, es, fr, de, 'pt-BR': ptBR, ar, 'zh-Hans': zhHans } as const;

/** Every text there is, by its path in the language files. */
export type TextKey = KeyOf<(typeof en)['texts']>;
export type Translate = Say<TextKey>;

/** All texts of the chat and the workspace, in the languages that are on. */
export interface Texts {
  /** In this language, or in the nearest that is on. */
  (language: string): Translate;
  /** At least one; the first is spoken where no other fits. */
  readonly languages: readonly Language[];
  /** The nearest that is on to the first of these BCP 47 tags that has one. */
  nearest(...tags: readonly (string | undefined)[]): Language;
}

const allTexts = textSet({
  en: en.texts,
  es: es.texts,
  fr: fr.texts,
  de: de.texts,
  'pt-BR': ptBR.texts,
  ar: ar.texts,
  'zh-Hans': zhHans.texts,
});

/** @param on the languages that are on, the one to fall back to first; all where left out */
export function createTexts(on: readonly Language[] = languages): Texts {
  const nearest = (...tags: readonly (string | undefined)[]): Language =>
    nearestLanguage(tags, on) ?? on[0] ?? 'en';
  return Object.assign((language: string): Translate => allTexts(nearest(language)), {
    languages: on,
    nearest,
  });
}

/** Who has reviewed the texts of a language, as its file says; `''`: nobody. */
export const reviewerOf = (language: Language): string => locales[language].reviewedBy;

/** Number words, yes and no, and the commands of one language. */
export const lexicon = (language: string): Lexicon => locales[isLanguage(language) ? language : 'en'].lexicon;

/** Of all languages: commands are understood in any of them. */
export const lexicons: readonly Lexicon[] = languages.map(lexicon);
