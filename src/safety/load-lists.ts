import { readFileSync } from 'node:fs';
import { readList, type PhraseList } from './read-list.ts';
import { readWeights, type Weights } from './read-weights.ts';

/** The languages with a list of phrases, as BCP 47. A new one is one line here and its file. */
export const screenedLanguages = ['en', 'es', 'fr', 'de', 'pt-BR', 'ar', 'zh-Hans'] as const;
export type ScreenedLanguage = (typeof screenedLanguages)[number];

/**
 * The list as it is in its file.
 * @throws SyntaxError that names the line, for one that cannot be read.
 */
export const loadList = (language: ScreenedLanguage): PhraseList =>
  readList(language, readFileSync(new URL(`lists/${language}.txt`, import.meta.url), 'utf8'));

/** What single words say, in all the languages. @throws SyntaxError that names the line. */
export const loadWeights = (): Weights =>
  readWeights(readFileSync(new URL('weights.tsv', import.meta.url), 'utf8'));
