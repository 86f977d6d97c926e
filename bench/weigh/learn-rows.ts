import { cuesOf } from '../../src/safety/cues.ts';
import { columns, type Row } from '../../src/safety/read-weights.ts';
import { categories } from '../../src/safety/finding.ts';
import { plainWord } from '../../src/safety/weigh.ts';
import type { Lesson } from './read-lesson.ts';
import { train, type Learned } from './train.ts';

/** A cue in fewer messages says nothing. */
const fewest = 4;
/** Rows of which nothing is larger are left out, and what is smaller is nought; hundredths. */
const smallest = 15;

/** The rows of `Weights`, learned from messages. */
export function learnRows(lessons: readonly Lesson[]): {
  readonly start: Row;
  readonly rows: Map<string, Row>;
} {
  const all = lessons.map(({ words }) => cuesOf(words.map((word) => plainWord(word.text))));
  const counts = new Map<string, number>();
  for (const cues of all) for (const cue of cues) counts.set(cue, (counts.get(cue) ?? 0) + 1);
  const names = [...counts].filter(([, count]) => count >= fewest).map(([cue]) => cue);
  const numbers = new Map(names.map((cue, nth) => [cue, nth]));
  const course = {
    cues: all.map((cues) => Int32Array.from(Array.from(cues).flatMap((cue) => numbers.get(cue) ?? []))),
    cueCount: names.length,
  };
  const none = categories.length;
  const ofCategory = train({
    ...course,
    classes: Uint8Array.from(lessons, ({ category }) => (category ? categories.indexOf(category) : none)),
    classCount: none + 1,
  });
  const ofUrgency = train({
    ...course,
    classes: Uint8Array.from(lessons, ({ tier }) => Number(tier === 'urgent')),
    classCount: 2,
  });
  /** What speaks for a class, less what speaks for the last one of `learned`, or for not urgent. */
  const row = (at: (learned: Learned, nth: number, of: number) => number): Row =>
    columns.map((column) => {
      const weight =
        column === 'urgent'
          ? at(ofUrgency, 1, 2) - at(ofUrgency, 0, 2)
          : at(ofCategory, categories.indexOf(column), none + 1) - at(ofCategory, none, none + 1);
      return Math.round(100 * weight);
    });
  const rows = new Map<string, Row>();
  names.forEach((cue, nth) => {
    const exact = row(({ weights }, each, of) => weights[nth * of + each] ?? 0);
    const own = exact.map((weight) => (Math.abs(weight) < smallest ? 0 : weight));
    if (own.some((weight) => weight !== 0)) rows.set(cue, own);
  });
  return { start: row(({ start }, each) => start[each] ?? 0), rows };
}
