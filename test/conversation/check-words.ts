import { readdirSync, readFileSync } from 'node:fs';
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
  expect(all).not.to.match(/\{\{|\}\}|undefined|\[object|NaN/);
  expect(all).not.to.match(/[!！¡]/);
  expect(all, 'marks').not.to.match(/ {2}|\.\.(?!\.)|[,;:]\.|。。|\.。|，。| ,|\( | \)/);
  // French and the ellipsis between the ends of a scale have a space before some marks
  if (language !== 'fr') expect(all, 'a space before a mark').not.to.match(/\p{L} [.?;:](?!\p{L})/u);
  expect(foreignIn(all, language, client), 'in another language').to.equal(undefined);
}

/** A piece of a text of another language that stands in these words. */
function foreignIn(words: string, language: Language, { goals, homework }: Client): string | undefined {
  const own = [...goals, ...homework].reduce((rest, { title }) => rest.replaceAll(title, ''), words);
  return foreign(language).find((piece) => own.includes(piece));
}

type Tree = { readonly [key: string]: string | Tree };
const leaves = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : leaves(value)));

function textsOf(language: Language): string[] {
  const file = (folder: string): Tree =>
    JSON.parse(
      readFileSync(new URL(`../../src/i18n/${folder}/${language}.json`, import.meta.url), 'utf8'),
    ) as Tree;
  const known = readdirSync(new URL('../../src/i18n', import.meta.url));
  const { texts } = file('locales') as { texts: { chat: Tree; answers: Tree } };
  const safety = known.includes('safety') ? leaves(file('safety')) : [];
  return [
    ...leaves(texts.chat),
    ...leaves(texts.answers),
    ...safety,
    ...questionsIn(language).map(({ words }) => words),
  ];
}

const piecesOf = (language: Language): Set<string> =>
  new Set(
    textsOf(language)
      .flatMap((text) => text.split(/\{\{\w+\}\}|\n|(?<=[.。])\s*/))
      .map((piece) => piece.trim())
      .filter((piece) => piece.length >= (language === 'zh-Hans' ? 5 : 12)),
  );

const known = new Map<Language, readonly string[]>();

/** Pieces of the texts of all other languages that this one does not have as well. */
function foreign(language: Language): readonly string[] {
  const made = known.get(language);
  if (made) return made;
  const own = textsOf(language).join('\n');
  const pieces = languages
    .filter((code) => code !== language)
    .flatMap((code) => [...piecesOf(code)])
    .filter((piece) => !own.includes(piece));
  known.set(language, pieces);
  return pieces;
}
