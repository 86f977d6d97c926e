import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Client } from '../../src/domain/client.ts';
import { languages, type Language } from '../../src/i18n/languages.ts';
import { questionsIn } from './questionnaire.ts';
import type { Shown } from './read-card.ts';

/**
 * What holds for everything that is said: there are words, in this language alone, with nothing left to be filled in, no
 * exclamation mark, no missing or doubled space or stop; and every button has a label.
 */
export function checkWords({ text, lines, taps }: Shown, language: Language, client: Client): void {
  expect(text.trim(), 'words').not.to.equal('');
  for (const { label } of taps) expect(label.trim(), 'a label').not.to.equal('');
  const all = [text, ...lines].join('\n');
  const read = checked.get(language) ?? new Set<string>();
  if (read.has(all)) return;
  expect(all).not.to.match(/\{\{|\}\}|undefined|\[object|NaN/);
  expect(all).not.to.match(/[!！¡]/);
  expect(all, 'marks').not.to.match(/ {2}|\.\.(?!\.)|[,;:]\.|。。|\.。|，。| ,|\( | \)/);
  // French and the ellipsis between the ends of a scale have a space before some marks
  if (language !== 'fr') expect(all, 'a space before a mark').not.to.match(/\p{L} [.?;:](?!\p{L})/u);
  expect(foreignIn(all, language, client), 'in another language').to.equal(undefined);
  checked.set(language, read.add(all));
}

/** Most of it is said again and again. */
const checked = new Map<Language, Set<string>>();

/** A piece of a text of another language that stands in these words. */
function foreignIn(words: string, language: Language, { goals, homework }: Client): string | undefined {
  const own = [...goals, ...homework].reduce((rest, { title }) => rest.replaceAll(title, ''), words);
  return foreign(language).find((piece) => own.includes(piece));
}

type Tree = { readonly [key: string]: string | Tree };
const leaves = (tree: Tree, path = ''): [path: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );

const fileIn = (folder: string, language: Language): Tree =>
  JSON.parse(
    readFileSync(new URL(`../../src/i18n/${folder}/${language}.json`, import.meta.url), 'utf8'),
  ) as Tree;

/** Everything that is said to clients in a language, by its path. */
function textsOf(language: Language): Map<string, string> {
  const { texts } = fileIn('locales', language) as { texts: { chat: Tree; answers: Tree } };
  return new Map([
    ...leaves(texts.chat, 'chat.'),
    ...leaves(texts.answers, 'answers.'),
    ...leaves(fileIn('safety', language), 'safety.'),
    ...questionsIn(language).map(({ linkId, words }) => [linkId, words] as [string, string]),
  ]);
}

const piecesOf = (language: Language): Set<string> =>
  new Set(
    [...textsOf(language).values()]
      .flatMap((text) => text.split(/\{\{\w+\}\}|\n|(?<=[.。])\s*/))
      .map((piece) => piece.trim())
      .filter((piece) => piece.length >= (language === 'zh-Hans' ? 5 : 12)),
  );

const known = new Map<Language, readonly string[]>();

/** Pieces of the texts of all other languages that this one does not have as well. */
function foreign(language: Language): readonly string[] {
  const made = known.get(language);
  if (made) return made;
  const mine = textsOf(language);
  // what a language file lacks is said in English; the parity test names it
  const lacked = [...textsOf('en')].flatMap(([path, text]) => (mine.has(path) ? [] : [text]));
  const own = [...mine.values(), ...lacked].join('\n');
  const pieces = languages
    .filter((code) => code !== language)
    .flatMap((code) => [...piecesOf(code)])
    .filter((piece) => !own.includes(piece));
  known.set(language, pieces);
  return pieces;
}
