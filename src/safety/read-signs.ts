import { fold } from './fold.ts';
import type { Sign, Signs } from './places.ts';
import { readWords, type Word } from './read-words.ts';
import type { Vocabulary } from './resolve-lists.ts';

/** The signs of a text, and what parts them. */
export interface ReadSigns extends Signs {
  /** As long as `signs`: a comma, a dash, a quotation mark or the end of a sentence stands before the sign. */
  readonly apart: readonly boolean[];
}

/**
 * Reads a text as the lists know its words: letters that stand alone are put together (`k i l l`, `d.i.e`), and so are
 * two words that are one (`over dose`); what no list knows is respelt.
 * @param variants one character for another.
 */
export function readSigns(
  text: string,
  {
    vocabulary,
    respell,
    variants,
  }: {
    readonly vocabulary: Vocabulary;
    readonly respell: (word: string) => readonly Sign[];
    readonly variants: ReadonlyMap<string, string>;
  },
): ReadSigns {
  const signs: Sign[] = [];
  const begins: boolean[] = [];
  const apart: boolean[] = [];
  const words = readWords(fold(text));
  const push = (read: readonly Sign[], after: Word['after']): void => {
    read.forEach((sign, nth) => {
      signs.push(sign);
      begins.push(nth === 0 && after === 'break');
      apart.push(nth === 0 && after !== 'nothing');
    });
  };
  for (let at = 0; at < words.length;) {
    const word = words[at];
    if (!word) break;
    const letters = lettersAlone(words, at);
    if (letters > 2) {
      const joined = words.slice(at, at + letters).map((each) => each.text);
      push(respell(joined.join('')), word.after);
      at += letters;
      continue;
    }
    const next = words[at + 1];
    if (next && next.after !== 'break' && isOneWord(word.text, next.text, vocabulary)) {
      push(respell(word.text + next.text), word.after);
      at += 2;
      continue;
    }
    push(respell(variants.get(word.text) ?? word.text), word.after);
    at += 1;
  }
  return { signs, begins, apart };
}

/** Two words that only together are one that a list knows. */
const isOneWord = (first: string, second: string, { halves, words }: Vocabulary): boolean =>
  halves.get(first)?.has(second) === true && !(words.has(first) && words.has(second));

const oneLetter = /^[a-z@$!*\p{Script=Arabic}]$/u;
/** How many words from here on are a single letter, at most as many as a few words have. */
function lettersAlone(words: readonly Word[], from: number): number {
  let count = 0;
  while (count < 40) {
    const { text = '' } = words[from + count] ?? {};
    if (text.length !== 1 || !oneLetter.test(text)) break;
    count += 1;
  }
  return count;
}
