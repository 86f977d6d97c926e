import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { AnswerType, Item, Language, Option, Translated } from '../../src/domain/instrument.ts';
import type { Lexicon } from '../../src/domain/lexicon.ts';
import type { Reading } from '../../src/domain/parsed.ts';
import { builtIn } from './built-in.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

/** Every language there is a file for, whether the chat offers it yet or not. */
export const spokenLanguages: readonly Language[] = readdirSync(new URL('src/i18n/locales/', root))
  .map((name) => name.replace(/\.json$/, ''))
  .sort();

export const lexiconOf = remembered(
  (language): Lexicon => (read(`src/i18n/locales/${language}.json`) as { lexicon: Lexicon }).lexicon,
);

/** On a Monday in Berlin. */
export const readingIn = (language: Language): Reading => ({
  language,
  lexicon: lexiconOf(language),
  today: '2026-11-23',
  timeZone: 'Europe/Berlin',
});

/** The built-in instrument's questions with their options in this language. */
export const questionsIn = remembered(itemsIn);

function itemsIn(language: Language): readonly Item[] {
  const path = `translations/${language}.json`;
  const own = existsSync(new URL(path, root)) ? (read(path) as Record<string, string>) : {};
  return builtIn().items.map((item) => ({ ...item, answer: inLanguage(item.answer, item.linkId) }));

  function inLanguage(answer: AnswerType, linkId: string): AnswerType {
    if (answer.kind !== 'choice' && answer.kind !== 'choices') return answer;
    const options = answer.options.map((option): Option => ({
      ...option,
      display: translated(option.display, `${linkId} option ${option.code}`),
    }));
    return { ...answer, options };
  }
  function translated(text: Translated, id: string): Translated {
    const other = own[id];
    return other === undefined || language in text.translations
      ? text
      : { ...text, translations: { ...text.translations, [language]: other } };
  }
}

function remembered<T>(make: (language: Language) => T): (language: Language) => T {
  const made = new Map<Language, T>();
  return (language) => {
    const one = made.get(language) ?? make(language);
    made.set(language, one);
    return one;
  };
}
