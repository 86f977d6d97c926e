import { createInstance, type TFunction } from 'i18next';
import type { Lexicon } from '../domain/parse-answer.ts';
import en from './locales/en.json' with { type: 'json' };
import es from './locales/es.json' with { type: 'json' };
import moreCommands from './more-commands.json' with { type: 'json' };

/** One line per language; the parity test names what a new one still lacks. */
const locales = { en, es } as const;

export type LanguageCode = keyof typeof locales;
export const languages = Object.keys(locales).filter((code): code is LanguageCode => code in locales);
export const isLanguage = (code: unknown): code is LanguageCode =>
  typeof code === 'string' && Object.hasOwn(locales, code);

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];
type PluralBase<Key extends string> =
  Key extends `${infer Base}_${'one' | 'other' | 'many' | 'few' | 'two' | 'zero'}` ? Base : Key;
/** Every text there is, by its path in the language files; plural forms (`weeks_one`) by their base (`weeks`). */
export type TextKey = PluralBase<Leaves<(typeof en)['texts']>>;

/** A text in one language, with its `{{placeholders}}` filled in as they are: whoever shows it escapes it. */
export type Translate = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

export type Texts = (language: string) => Translate;

/** All texts; an unknown language answers in English. */
export function createTexts(): Texts {
  const i18n = createInstance();
  void i18n.init({
    initAsync: false,
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(
      Object.entries(locales).map(([code, { texts }]) => [code, { translation: texts }]),
    ),
  });
  const byLanguage = new Map<string, Translate>(
    languages.map((code) => [code, remembering(i18n.getFixedT(code))]),
  );
  const inEnglish = remembering(i18n.getFixedT('en'));
  return (language) => byLanguage.get(language) ?? inEnglish;
}

/** A text without placeholders is looked up once. */
function remembering(t: TFunction): Translate {
  const plain = new Map<TextKey, string>();
  return (key, values) => {
    if (values) return t(key, { ...values });
    const text = plain.get(key) ?? t(key);
    plain.set(key, text);
    return text;
  };
}

/** Number words, yes and no, and the commands of one language. */
export const lexicon = (language: string): Lexicon => locales[isLanguage(language) ? language : 'en'].lexicon;

/** Words of languages that the chat does not speak yet: who is reminded must be able to end it in their own. */
const inOtherLanguages: readonly Lexicon[] = Object.values(moreCommands).map((commands) => ({
  ...locales.en.lexicon,
  commands: { ...locales.en.lexicon.commands, ...commands },
}));

/** Of all languages: commands are understood in any of them. */
export const lexicons: readonly Lexicon[] = [
  ...languages.map((code) => locales[code].lexicon),
  ...inOtherLanguages,
];
