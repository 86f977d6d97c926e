import { readFileSync } from 'node:fs';
import type { Language } from '../../src/i18n/languages.ts';

type Tree = { readonly [key: string]: unknown };

const read = (path: string): Tree =>
  JSON.parse(readFileSync(new URL(`../../src/i18n/${path}`, import.meta.url), 'utf8')) as Tree;

/** Every text in it by its path; lists are what people type. */
function leaves(tree: unknown, path: string): [path: string, text: string][] {
  if (typeof tree === 'string') return [[path, tree]];
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return [];
  return Object.entries(tree).flatMap(([key, value]) => leaves(value, `${path}.${key}`));
}

/** What clients read of us in a language: the chat, its page, reminders, letters, and the replies to danger. */
export function clientTexts(language: Language): Map<string, string> {
  const { texts } = read(`locales/${language}.json`) as { texts: Tree };
  return new Map([
    ...['chat', 'answers', 'reminder', 'page'].flatMap((part) => leaves(texts[part], part)),
    ...leaves(read(`mail/${language}.json`), 'mail'),
    ...leaves(read(`safety/${language}.json`), 'safety'),
  ]);
}

/** What therapists read of us. */
export function therapistTexts(language: Language): Map<string, string> {
  const { texts } = read(`locales/${language}.json`) as { texts: Tree };
  return new Map([
    ...leaves(texts['workspace'], 'workspace'),
    ...leaves(read(`alerts/${language}.json`), 'alerts'),
    ...leaves((read(`therapist/${language}.json`) as { texts: Tree }).texts, 'therapist'),
  ]);
}

/** Who has reviewed the texts of a language, as its file says. */
export const reviewedBy = (language: Language): unknown => read(`locales/${language}.json`)['reviewedBy'];
