import { fold } from './fold.ts';
import type { Sign, Signs } from './places.ts';
import { readWords, type Word } from './read-words.ts';
import type { Vocabulary } from './resolve-lists.ts';

/** The signs of a text, and what parts them. */
export interface ReadSigns extends Signs {
  /** As long as `signs`: a comma, a dash, a quotation mark or the end of a sentence stands before the sign. */
  readonly apart: readonly boolean[];
  /** As long as `signs`: it is an emoji. */
  readonly faces: readonly boolean[];
  /** As the text has them, one character for another where a list says so. */
  readonly words: readonly Word[];
  /** By list, in their order: how many words of the text it knows. */
  readonly known: readonly number[];
}

/** What the lists know of a word. */
interface Reading {
  readonly signs: readonly Sign[];
  /** The lists that have it as it stands, by their place. */
  readonly lists: readonly number[];
  readonly isFace: boolean;
  /** A letter that stands alone. */
  readonly isLetter: boolean;
  /** What follows the word to make one that a list knows. */
  readonly halves: ReadonlySet<string> | undefined;
  readonly isWord: boolean;
}

/** Words that were looked up; they come again. */
const most = 20_000;
/** Longer ones are no words; kept, they would fill the memory. */
const longestKept = 64;

/**
 * Reads texts as the lists know their words: letters that stand alone are put together (`k i l l`, `d.i.e`), and so are
 * two words that are one (`over dose`); what no list knows is respelt.
 * @param variants one character for another.
 */
export function createReader({
  vocabulary,
  respell,
  variants,
}: {
  readonly vocabulary: Vocabulary;
  readonly respell: (word: string) => readonly Sign[];
  readonly variants: ReadonlyMap<string, string>;
}): (text: string) => ReadSigns {
  const readings = new Map<string, Reading>();
  const lookUp = (text: string): Reading => {
    const plain = text.replaceAll("'", '');
    return {
      signs: respell(text),
      lists: vocabulary.wordsOfLists.flatMap((own, nth) => (own.has(plain) ? [nth] : [])),
      isFace: face.test(text),
      isLetter: text.length === 1 && oneLetter.test(text),
      halves: vocabulary.halves.get(text),
      isWord: vocabulary.words.has(text),
    };
  };
  const reading = (text: string): Reading => {
    const before = readings.get(text);
    if (before) return before;
    const made = lookUp(text);
    if (text.length > longestKept) return made;
    if (readings.size >= most) readings.clear();
    readings.set(text, made);
    return made;
  };
  /** Two words that only together are one that a list knows. */
  const isOneWord = (first: Reading, second: string): boolean =>
    first.halves?.has(second) === true && !(first.isWord && reading(second).isWord);

  return (text) => {
    const signs: Sign[] = [];
    const begins: boolean[] = [];
    const apart: boolean[] = [];
    const faces: boolean[] = [];
    const known = vocabulary.wordsOfLists.map(() => 0);
    const words = readWords(fold(text)).map((word) => ({
      ...word,
      text: variants.get(word.text) ?? word.text,
    }));
    const read = words.map((word) => reading(word.text));
    for (const { lists } of read) for (const nth of lists) known[nth] = (known[nth] ?? 0) + 1;
    const push = ({ signs: some, isFace }: Reading, after: Word['after']): void => {
      some.forEach((sign, nth) => {
        signs.push(sign);
        begins.push(nth === 0 && after === 'break');
        apart.push(nth === 0 && after !== 'nothing');
        faces.push(isFace);
      });
    };
    for (let at = 0; at < words.length;) {
      const [word, own, next] = [words[at], read[at], words[at + 1]];
      if (!word || !own) break;
      const letters = own.isLetter ? lettersAlone(read, at) : 0;
      if (letters > 2) {
        const joined = words.slice(at, at + letters).map((each) => each.text);
        push(reading(joined.join('')), word.after);
        at += letters;
      } else if (next && next.after !== 'break' && isOneWord(own, next.text)) {
        push(reading(word.text + next.text), word.after);
        at += 2;
      } else {
        push(own, word.after);
        at += 1;
      }
    }
    return { signs, begins, apart, faces, words, known };
  };
}

/** The same text without its emoji; what stood before one stands before what follows. */
export function leaveOutFaces({ signs, begins, apart, faces, words, known }: ReadSigns): ReadSigns {
  const left = { signs: new Array<Sign>(), begins: new Array<boolean>(), apart: new Array<boolean>() };
  let [isFirst, isApart] = [false, false];
  signs.forEach((sign, at) => {
    isFirst ||= begins[at] === true;
    isApart ||= apart[at] === true;
    if (faces[at] === true) return;
    left.signs.push(sign);
    left.begins.push(isFirst);
    left.apart.push(isApart);
    [isFirst, isApart] = [false, false];
  });
  return { ...left, faces: [], words, known };
}

const face = /^\p{Extended_Pictographic}/u;
const oneLetter = /^[a-z@$!*\p{Script=Arabic}]$/u;
/** How many words from here on are a single letter, at most as many as a few words have. */
function lettersAlone(read: readonly Reading[], from: number): number {
  let count = 0;
  while (count < 40 && read[from + count]?.isLetter === true) count += 1;
  return count;
}
