import type { Option } from './instrument.ts';
import { isTypoOf } from './is-typo-of.ts';
import { refused, type Parsed, type Reading } from './parsed.ts';
import { prepareLexicon, type PreparedLexicon } from './prepared-lexicon.ts';
import { textIn } from './question.ts';
import { phraseKey, readTokens } from './read-tokens.ts';

const longestTyped = 2000;

/** An option with its label as it may be typed; `parts` where the label itself has a comma or an `and`. */
interface Label {
  readonly code: string;
  readonly key: string;
  readonly loose: string;
  readonly parts: number;
}

/** One option by its label, or by its number where the options were shown with numbers. */
export function parseOption(text: string, options: readonly Option[], reading: Reading): Parsed {
  const codes = readOptions(text, options, reading);
  if (typeof codes === 'string') return refused(codes);
  const [code] = codes;
  if (code === undefined || codes.length > 1) return refused('several-options');
  return { ok: true, answer: { kind: 'option', code } };
}

/** Several options by their labels, with commas, line breaks or `and` between them. One that is unknown: none is taken. */
export function parseOptions(text: string, options: readonly Option[], reading: Reading): Parsed {
  const codes = readOptions(text, options, reading);
  return typeof codes === 'string' ? refused(codes) : { ok: true, answer: { kind: 'options', codes } };
}

/** The codes that were named, each once, in the instrument's order. */
function readOptions(
  text: string,
  options: readonly Option[],
  reading: Reading,
): readonly string[] | 'empty' | 'not-an-option' {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (trimmed.length > longestTyped) return 'not-an-option';
  const lexicon = prepareLexicon(reading.lexicon);
  const labels = options.map((option) => labelOf(option, reading.language, lexicon));
  const numbered = reading.numbered === true && !labels.some(({ key }) => namesNumber(key, lexicon));
  const pieces = piecesOf(trimmed, lexicon);
  const named = new Set<string>();
  for (let at = 0; at < pieces.length;) {
    const found = matchAt(pieces, at, labels) ?? (numbered ? byNumber(pieces[at], options) : undefined);
    if (!found) return 'not-an-option';
    named.add(found.code);
    at += found.parts;
  }
  const codes = options.map(({ code }) => code).filter((code) => named.has(code));
  return codes.length === 0 ? 'not-an-option' : codes;
}

/** What stands between commas, line breaks and the language's words for `and`, in the form in which phrases are compared. */
function piecesOf(text: string, { and }: PreparedLexicon): readonly string[] {
  return text
    .split(/[,;،、\n\r]/u)
    .flatMap((chunk) => splitAt(phraseKey(chunk).split(' '), and))
    .filter((piece) => piece !== '');
}

function splitAt(words: readonly string[], separators: ReadonlySet<string>): readonly string[] {
  const pieces: string[][] = [[]];
  for (const word of words) {
    if (separators.has(word)) pieces.push([]);
    else pieces.at(-1)?.push(word);
  }
  return pieces.map((piece) => piece.join(' '));
}

function labelOf({ code, display }: Option, language: string, lexicon: PreparedLexicon): Label {
  const pieces = piecesOf(textIn(display, language), lexicon);
  const key = pieces.join(' ');
  const loose = readTokens(key)
    .filter(({ kind }) => kind !== 'mark')
    .map((token) => token.text)
    .join(' ');
  return { code, key, loose, parts: pieces.length };
}

/** The label that the next pieces spell, the longest first; a slip counts only if it can be one label's alone. */
function matchAt(pieces: readonly string[], at: number, labels: readonly Label[]): Label | undefined {
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

function byNumber(
  piece: string | undefined,
  options: readonly Option[],
): { readonly code: string; readonly parts: number } | undefined {
  const [token, ...more] = readTokens(piece ?? '');
  if (token?.kind !== 'number' || token.form !== 'whole' || more.length > 0) return undefined;
  const option = options[token.value - 1];
  return option && { code: option.code, parts: 1 };
}

/** A label with a number in it: then a typed number could mean that as well. */
const namesNumber = (label: string, { numbers }: PreparedLexicon): boolean =>
  readTokens(label).some(({ kind, text }) => kind === 'number' || numbers.has(text));
