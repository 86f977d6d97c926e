import { fold } from '../../src/safety/fold.ts';
import type { PhraseList } from '../../src/safety/read-list.ts';
import { readWords, type Word } from '../../src/safety/read-words.ts';
import type { Example } from '../../test/safety/corpus/read-corpus.ts';

/** A message and its words, as the screen weighs them. */
export interface Lesson extends Example {
  readonly words: readonly Word[];
}

/** @param lists whose variants of characters count. */
export function createReadLesson(lists: readonly PhraseList[]): (example: Example) => Lesson {
  const variants = new Map(lists.flatMap((list) => [...list.variants]));
  return (example) => ({
    ...example,
    words: readWords(fold(example.text)).map((word) => ({
      ...word,
      text: variants.get(word.text) ?? word.text,
    })),
  });
}
