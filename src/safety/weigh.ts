import { cuesOfWord, isHan, partsOfCue } from './cues.ts';
import { categories, type Category } from './finding.ts';
import type { Word } from './read-words.ts';
import { columns, type Weights } from './read-weights.ts';

/** How heavy the heaviest parts of a text are, in hundredths of the logarithm of the odds. */
export interface Weighed {
  readonly category: Category;
  /** Of that category. */
  readonly danger: number;
  readonly urgent: number;
  /** How many words the text has; two Chinese characters are one. */
  readonly words: number;
}

/** What a part of a text weighs. */
type Part = Omit<Weighed, 'words'>;

/** Weighs a text by its words, folded, and by what parts them. */
export type Weigh = (words: readonly Pick<Word, 'text' | 'after'>[]) => Weighed;

/** A word, with the numbers of its rows. */
interface Known {
  readonly text: string;
  readonly rows: readonly number[];
  readonly step: Step | undefined;
}

/** The words that can follow, and the row of the words so far. */
interface Step {
  row?: number;
  readonly next: Map<string, Step>;
}

/** Most words of a sentence that are weighed in one piece. */
const longest = 30;
/** Words whose rows were looked up; they come again. */
const most = 20_000;
/** Longer ones are no words; kept, they would fill the memory. */
const longestKept = 64;
const width = columns.length;
const urgentColumn = columns.indexOf('urgent');

/**
 * Weighs each sentence by itself and together with the one before it: what is said in one is not made lighter by all the
 * rest, and what is said twice counts once. Linear in the length of the text.
 */
export function createWeigh({ rows, start }: Weights): Weigh {
  const table = Int16Array.from([...rows.values()].flat());
  const numbers = new Map(Array.from(rows.keys(), (cue, nth) => [cue, nth]));
  const sequences = sequencesOf(numbers);
  const words = new Map<string, Known>();
  const know = (text: string): Known => {
    const before = words.get(text);
    if (before) return before;
    const plain = plainWord(text);
    const own = cuesOfWord(plain).map((cue) => numbers.get(cue));
    const made = { text: plain, rows: own.filter((row) => row !== undefined), step: sequences.get(plain) };
    if (text.length > longestKept) return made;
    if (words.size >= most) words.clear();
    words.set(text, made);
    return made;
  };

  /** The number of the last sentence in which a row was counted; sentences of all texts are numbered on. */
  const countedIn = new Float64Array(rows.size).fill(-2);
  let now = 0;
  const add = (sums: Float64Array, row: number): void => {
    for (let nth = 0; nth < width; nth += 1) sums[nth] = (sums[nth] ?? 0) + (table[row * width + nth] ?? 0);
  };
  /** Counts a row in this sentence, and in `twice` where the one before has it as well. */
  const count = (row: number, sums: Float64Array, twice: Float64Array): void => {
    const last = countedIn[row];
    if (last === now) return;
    if (last === now - 1) add(twice, row);
    countedIn[row] = now;
    add(sums, row);
  };
  const countAll = (sentence: readonly Known[], sums: Float64Array, twice: Float64Array): void => {
    for (let at = 0; at < sentence.length; at += 1) {
      const word = sentence[at];
      if (!word) break;
      for (const row of word.rows) count(row, sums, twice);
      let { step } = word;
      for (let end = at + 1; step && end < sentence.length; end += 1) {
        step = step.next.get(sentence[end]?.text ?? '');
        if (step?.row !== undefined) count(step.row, sums, twice);
      }
    }
  };

  return (text) => {
    let weighed: Part = weighedOf(Float64Array.from(start));
    let before: { readonly sums: Float64Array; readonly last: Known | undefined } | undefined;
    now += 2;
    for (const sentence of sentencesOf(text, know)) {
      now += 1;
      const sums = Float64Array.from(start);
      const twice = new Float64Array(width);
      countAll(sentence, sums, twice);
      weighed = heavier(weighed, weighedOf(sums));
      if (before) {
        const both = sums.map(
          (sum, nth) => sum + (before?.sums[nth] ?? 0) - (start[nth] ?? 0) - (twice[nth] ?? 0),
        );
        const joint = before.last?.step?.next.get(sentence[0]?.text ?? '')?.row;
        if (joint !== undefined && (countedIn[joint] ?? 0) < now - 1) add(both, joint);
        weighed = heavier(weighed, weighedOf(both));
      }
      before = { sums, last: sentence.at(-1) };
    }
    return { ...weighed, words: countWords(text) };
  };
}

/** The first words of cues in a row, and what follows them. */
function sequencesOf(numbers: ReadonlyMap<string, number>): ReadonlyMap<string, Step> {
  const root: Step = { next: new Map() };
  for (const [cue, row] of numbers) {
    const parts = partsOfCue(cue);
    if (parts.length < 2) continue;
    let step = root;
    for (const part of parts) {
      const next: Step = step.next.get(part) ?? { next: new Map() };
      step.next.set(part, next);
      step = next;
    }
    step.row = row;
  }
  return root.next;
}

function weighedOf(sums: Float64Array): Part {
  let nth = 0;
  for (let other = 1; other < categories.length; other += 1)
    if ((sums[other] ?? 0) > (sums[nth] ?? 0)) nth = other;
  return { category: categories[nth] ?? 'suicide', danger: sums[nth] ?? 0, urgent: sums[urgentColumn] ?? 0 };
}

function heavier(one: Part, other: Part): Part {
  const { category, danger } = other.danger > one.danger ? other : one;
  return { category, danger, urgent: Math.max(one.urgent, other.urgent) };
}

const countWords = (text: readonly Pick<Word, 'text'>[]): number =>
  text.reduce((sum, word) => sum + (isHan(word.text) ? 0.5 : 1), 0);

/** A long sentence comes in pieces. */
function sentencesOf(
  text: readonly Pick<Word, 'text' | 'after'>[],
  know: (text: string) => Known,
): readonly (readonly Known[])[] {
  const sentences: Known[][] = [];
  let last: Known[] = [];
  for (const word of text) {
    if (sentences.length === 0 || word.after === 'break' || last.length >= longest)
      sentences.push((last = []));
    last.push(know(word.text));
  }
  return sentences;
}

/** A word as the cues have it: without apostrophes, and no letter more than twice in a row. */
export const plainWord = (word: string): string =>
  word.replaceAll("'", '').replaceAll(/(\D)\1{2,}/gu, '$1$1');
