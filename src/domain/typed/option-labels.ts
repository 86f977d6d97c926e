import type { Option } from '../instrument/instrument.ts';
import { isTypoOf } from './is-typo-of.ts';
import type { Reading } from './parsed.ts';
import { prepareLexicon, type PreparedLexicon } from './prepared-lexicon.ts';
import { textIn } from '../questions/question.ts';
import { phraseKey, readTokens } from './read-tokens.ts';

/** An option with its label as it may be typed; `parts` where the label itself has a comma or an `and`. */
export interface Label {
  readonly code: string;
  readonly key: string;
  readonly loose: string;
  readonly parts: number;
}

export interface Labels {
  readonly all: readonly Label[];
  /** The first word of each. */
  readonly starts: ReadonlySet<string>;
  /** A label has a number in it: then a typed number could mean that as well. */
  readonly named: boolean;
}

const made = new WeakMap<readonly Option[], { readonly reading: Reading; readonly labels: Labels }>();

/** The result is kept for as long as the options are, of the language they were read in last. */
export function labelsOf(options: readonly Option[], reading: Reading): Labels {
  const known = made.get(options);
  if (known?.reading.language === reading.language && known.reading.lexicon === reading.lexicon)
    return known.labels;
  const labels = makeLabels(options, reading);
  made.set(options, { reading, labels });
  return labels;
}

function makeLabels(options: readonly Option[], { language, lexicon }: Reading): Labels {
  const prepared = prepareLexicon(lexicon);
  const texts = options.map(({ code, display }) => ({ code, text: textIn(display, language) }));
  const starts = new Set(texts.map(({ text }) => phraseKey(text).split(' ')[0] ?? ''));
  const all = texts.map(({ code, text }): Label => {
    const pieces = piecesOf(text, prepared, starts);
    const key = pieces.join(' ');
    const loose = readTokens(key)
      .filter(({ kind }) => kind !== 'mark')
      .map((token) => token.text)
      .join(' ');
    return { code, key, loose, parts: pieces.length };
  });
  return { all, starts, named: all.some(({ key }) => namesNumber(key, prepared)) };
}

/** What stands between commas, line breaks and the language's words for `and`, in the form in which phrases are compared. */
export function piecesOf(
  text: string,
  { and, alike }: PreparedLexicon,
  starts: ReadonlySet<string>,
): readonly string[] {
  return text
    .split(/[,;،؛、，；\n\r]/u)
    .map((chunk) => Array.from(phraseKey(chunk), (letter) => alike.get(letter) ?? letter).join(''))
    .flatMap((chunk) => splitAt(chunk.split(' '), and, starts))
    .filter((piece) => piece !== '');
}

/**
 * An Arabic word of one letter is written together with the next one: `and` is found there where what follows it
 * begins an option.
 */
function splitAt(
  words: readonly string[],
  and: ReadonlySet<string>,
  starts: ReadonlySet<string>,
): readonly string[] {
  const longest = Math.max(1, ...Array.from(and, (word) => word.split(' ').length));
  const glued = [...and].filter((word) => /^\p{Script=Arabic}$/u.test(word));
  const pieces: string[][] = [[]];
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? '';
    const lengths = Array.from({ length: longest }, (_, less) => longest - less);
    const separator = lengths.find((length) => and.has(words.slice(at, at + length).join(' ')));
    const rest = glued.filter((one) => word.startsWith(one)).map((one) => word.slice(one.length));
    const next = starts.has(word) ? undefined : rest.find((start) => starts.has(start));
    if (separator !== undefined) pieces.push([]);
    else if (next !== undefined) pieces.push([next]);
    else pieces.at(-1)?.push(word);
    at += separator ?? 1;
  }
  return pieces.map((piece) => piece.join(' '));
}

/** The label that the next pieces spell, the longest first; a slip counts only if it can be one label's alone. */
export function matchAt(pieces: readonly string[], at: number, labels: readonly Label[]): Label | undefined {
  const longestFirst = [...new Set(labels.map(({ parts }) => parts))].sort((a, b) => b - a);
  for (const parts of longestFirst) {
    const said = pieces.slice(at, at + parts).join(' ');
    const candidates = labels.filter((label) => label.parts === parts);
    const exact = candidates.filter(({ key, loose }) => key === said || loose === said);
    if (exact.length === 1) return exact[0];
    if (exact.length > 1) return undefined;
    const words = said.split(' ');
    const close = candidates.filter(({ key }) => isTypoOf(words, key.split(' ')));
    if (close.length === 1) return close[0];
  }
  return undefined;
}

const namesNumber = (label: string, { numbers }: PreparedLexicon): boolean =>
  readTokens(label).some(({ kind, text }) => kind === 'number' || numbers.has(text));
