import { createInstance, type TFunction } from 'i18next';
import { languages, type Language } from './languages.ts';

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];
type PluralBase<Key extends string> =
  Key extends `${infer Base}_${'one' | 'other' | 'many' | 'few' | 'two' | 'zero'}` ? Base : Key;

/** Every text of a language file by its path; plural forms (`weeks_one`) by their base (`weeks`). */
export type KeyOf<Texts> = PluralBase<Leaves<Texts>>;

/** A text in one language, with its `{{placeholders}}` filled in as they are: whoever shows it escapes it. */
export type Say<Key extends string> = (
  key: Key,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** The same texts in every language. What one of them lacks is said in English; the parity tests name it. */
export function textSet<English extends object>(
  texts: Readonly<Record<Language, object>> & { readonly en: English },
): (language: Language) => Say<KeyOf<English>> {
  const i18n = createInstance();
  void i18n.init({
    initAsync: false,
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(languages.map((code) => [code, { translation: texts[code] }])),
  });
  const byLanguage = new Map<Language, Say<KeyOf<English>>>(
    languages.map((code) => [code, remembering(i18n.getFixedT(code))]),
  );
  const english = remembering<KeyOf<English>>(i18n.getFixedT('en'));
  return (language) => byLanguage.get(language) ?? english;
}

/** A text without placeholders is looked up once. */
function remembering<Key extends string>(t: TFunction): Say<Key> {
  const plain = new Map<Key, string>();
  return (key, values) => {
    const path: string = key;
    if (values) return t(path, { ...values });
    const text = plain.get(key) ?? t(path);
    plain.set(key, text);
    return text;
  };
}
