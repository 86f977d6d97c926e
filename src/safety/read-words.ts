/** A piece of a folded text. */
export interface Word {
  /** A run of letters and digits, with what stands inside a word (`j'en`, `k!ll`); one Chinese character; one emoji. */
  readonly text: string;
  /** What parts it from the piece before it. */
  readonly after: 'nothing' | 'pause' | 'break';
}

const han = String.raw`\p{Script=Han}`;
const letter = String.raw`(?:(?!${han})[\p{L}\p{N}])`;
const pieces = new RegExp(
  String.raw`(?<word>[$@*]?${letter}+(?:['$@!|*_]+${letter}+)*)|(?<sign>${han}|\p{Extended_Pictographic})|(?<break>[.?!;…。！？；\n]+)|(?<pause>[,:，、：()\[\]"“”«»„/–—-]+)`,
  'gu',
);

/** Parts a folded text into words, one pass. */
export function readWords(folded: string): Word[] {
  const words: Word[] = [];
  let after: Word['after'] = 'nothing';
  for (const { groups } of folded.matchAll(pieces)) {
    const text = groups?.['word'] ?? groups?.['sign'];
    if (text !== undefined) {
      words.push({ text, after });
      after = 'nothing';
    } else if (groups?.['break'] !== undefined) after = 'break';
    else if (after === 'nothing') after = 'pause';
  }
  return words;
}
