import type { Lexicon } from './lexicon.ts';
import { phraseKey } from './read-tokens.ts';

export const partsOfDay = ['am', 'pm', 'morning', 'afternoon', 'night', 'noon', 'midnight'] as const;
export type PartOfDay = (typeof partsOfDay)[number];

/** The words that belong to a time of day in the form in which phrases are looked up; in lists, the longest first. */
export interface PreparedTimeWords {
  readonly parts: ReadonlyMap<string, PartOfDay>;
  readonly clock: readonly string[];
  readonly minute: readonly string[];
  readonly half: readonly string[];
  /** What may stand before a time without changing it. */
  readonly besides: readonly string[];
}

/** In every language. */
const anywhere = { am: ['am', 'a.m.'], pm: ['pm', 'p.m.'], clock: ['h', 'uhr'], minute: ['min'] };

const prepared = new WeakMap<Lexicon, PreparedTimeWords>();

/** Folds each phrase once; the result is kept for as long as the lexicon is. */
export function prepareTimeWords(lexicon: Lexicon): PreparedTimeWords {
  const known = prepared.get(lexicon);
  if (known) return known;
  const { dates, times } = lexicon;
  const parts = partsOfDay.flatMap((part) =>
    [...(part === 'am' || part === 'pm' ? anywhere[part] : []), ...times[part]].map(
      (phrase) => [phraseKey(phrase), part] as const,
    ),
  );
  const made: PreparedTimeWords = {
    parts: new Map(parts),
    clock: longestFirst([...anywhere.clock, ...times.clock]),
    minute: longestFirst([...anywhere.minute, ...times.minute]),
    half: longestFirst(times.half),
    besides: longestFirst(dates),
  };
  prepared.set(lexicon, made);
  return made;
}

const longestFirst = (phrases: readonly string[]): readonly string[] =>
  phrases.map(phraseKey).toSorted((a, b) => b.length - a.length);
