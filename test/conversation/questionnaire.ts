import { readFileSync } from 'node:fs';
import type { Language } from '../../src/i18n/languages.ts';

/** One question as a client of one language reads it: read from the file itself, beside what the product reads of it. */
export interface Asked {
  readonly linkId: string;
  readonly type: string;
  readonly several: boolean;
  /** May still name `{{title}}`. */
  readonly words: string;
  readonly options: readonly { readonly code: string; readonly label: string }[];
}

interface Coding {
  readonly code: string;
  readonly display: string;
  readonly _display?: Translation;
}
interface RawItem {
  readonly linkId: string;
  readonly type: string;
  readonly text: string;
  readonly _text?: Translation;
  readonly repeats?: boolean;
  readonly readOnly?: boolean;
  readonly answerOption?: readonly { readonly valueCoding: Coding }[];
  readonly item?: readonly RawItem[];
}
interface Translation {
  readonly extension: readonly {
    readonly extension: readonly {
      readonly url: string;
      readonly valueCode?: string;
      readonly valueString?: string;
    }[];
  }[];
}

const file = JSON.parse(
  readFileSync(
    new URL('../../instruments/alliance-weekly/1.0.0.questionnaire.json', import.meta.url),
    'utf8',
  ),
) as { readonly item: readonly RawItem[] };

/** Every question of the built-in questionnaire in a language; throws when one has no words in it. */
export function questionsIn(language: Language): readonly Asked[] {
  const known = read.get(language) ?? flat(file.item).map((item) => askedIn(item, language));
  read.set(language, known);
  return known;
}

const read = new Map<Language, readonly Asked[]>();

const flat = (items: readonly RawItem[]): readonly RawItem[] =>
  items.flatMap((item) =>
    item.type === 'group' ? flat(item.item ?? []) : item.readOnly || item.type === 'display' ? [] : [item],
  );

const askedIn = (item: RawItem, language: Language): Asked => ({
  linkId: item.linkId,
  type: item.type,
  several: item.repeats ?? false,
  words: wordsIn(item.text, item['_text'], language),
  options: (item.answerOption ?? []).map(({ valueCoding: { code, display, _display } }) => ({
    code,
    label: wordsIn(display, _display, language),
  })),
});

function wordsIn(english: string, translation: Translation | undefined, language: Language): string {
  if (language === 'en') return english;
  const found = translation?.extension
    .map(({ extension }) => Object.fromEntries(extension.map((part) => [part.url, part])))
    .find(({ lang }) => lang?.valueCode === language)?.['content']?.valueString;
  if (!found) throw new Error(`no ${language} for "${english}"`);
  return found;
}

/** What is asked about the client's own goal and homework. */
export interface Subjects {
  readonly goals: readonly { readonly id: string; readonly title: string }[];
  readonly homework: readonly { readonly id: string; readonly title: string }[];
}

export interface Recognised extends Asked {
  /** Where its answer is kept. */
  readonly key: string;
}

/** The question that these words are, in this language and no other; `undefined` for none. */
export function recognise(
  words: string,
  language: Language,
  { goals, homework }: Subjects,
): Recognised | undefined {
  for (const asked of questionsIn(language)) {
    if (asked.words === words) return { ...asked, key: asked.linkId };
    if (!asked.words.includes('{{title}}')) continue;
    for (const { id, title } of [...goals, ...homework])
      if (asked.words.replace('{{title}}', () => title) === words)
        return { ...asked, key: `${asked.linkId}/${id}` };
  }
  return undefined;
}
