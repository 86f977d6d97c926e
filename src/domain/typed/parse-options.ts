import type { AnswerType, Option } from '../instrument/instrument.ts';
import { chooseOptions } from './choose-options.ts';
import { labelsOf, matchAt, piecesOf, type Labels } from './option-labels.ts';
import { isNearOption, unquote } from './own-words.ts';
import { refused, type Parsed, type Reading } from './parsed.ts';
import { prepareLexicon } from './prepared-lexicon.ts';
import { readTokens } from './read-tokens.ts';

const longestTyped = 2000;

type Choice = Extract<AnswerType, { kind: 'choice' }>;
type Choices = Extract<AnswerType, { kind: 'choices' }>;

/**
 * One option by its label, or by its number where the options were shown with numbers. Where own words are taken: what
 * is no option and near none, or stands in quotation marks.
 */
export function parseOption(text: string, type: Choice, reading: Reading): Parsed {
  const labels = labelsOf(type.options, reading);
  const codes = readOptions(text, type.options, labels, reading);
  if (typeof codes !== 'string') {
    const [code] = codes;
    if (code === undefined || codes.length > 1) return refused('several-options');
    return { ok: true, answer: { kind: 'option', code } };
  }
  if (type.open === undefined || codes === 'empty') return refused(codes);
  if (text.length > longestTyped) return refused('too-long');
  const own = unquote(text);
  if (own === undefined && isNearOption(text, labels, reading)) return refused('near-option');
  const words = own ?? text.trim();
  if (Array.from(words).length > type.open) return refused('too-long');
  return { ok: true, answer: { kind: 'text', value: words } };
}

/**
 * Several options by their labels, with commas, line breaks or `and` between them. One that is unknown: none is taken,
 * unless own words are, and it is near no option or stands in quotation marks.
 */
export function parseOptions(text: string, type: Choices, reading: Reading): Parsed {
  const labels = labelsOf(type.options, reading);
  const codes = readOptions(text, type.options, labels, reading);
  if (typeof codes !== 'string') return chooseOptions(type, codes);
  if (type.open === undefined || codes === 'empty') return refused(codes);
  if (text.length > longestTyped) return refused('too-long');
  const named: string[] = [];
  const own: string[] = [];
  let divided = false;
  for (const piece of unquote(text) === undefined ? text.split(/[,;،؛、，；\n\r]/u) : [text]) {
    const found = readOptions(piece, type.options, labels, reading);
    const quoted = unquote(piece);
    if (found === 'empty') continue;
    if (typeof found !== 'string') named.push(...found);
    else if (quoted === undefined && isNearOption(piece, labels, reading)) return refused('near-option');
    else own.push(quoted ?? piece.trim());
    divided ||= typeof found !== 'string' || quoted !== undefined;
  }
  // with no option and nothing quoted in it, a comma is part of the words
  return chooseOptions(type, named, divided ? own : [text.trim()]);
}

/** The codes that were named, each once, in the instrument's order. */
function readOptions(
  text: string,
  options: readonly Option[],
  labels: Labels,
  reading: Reading,
): readonly string[] | 'empty' | 'not-an-option' {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (trimmed.length > longestTyped) return 'not-an-option';
  const lexicon = prepareLexicon(reading.lexicon);
  const numbered = reading.numbered === true && !labels.named;
  const pieces = piecesOf(trimmed, lexicon, labels.starts);
  const named = new Set<string>();
  for (let at = 0; at < pieces.length;) {
    const found = matchAt(pieces, at, labels.all) ?? (numbered ? byNumber(pieces[at], options) : undefined);
    if (!found) return 'not-an-option';
    named.add(found.code);
    at += found.parts;
  }
  const codes = options.map(({ code }) => code).filter((code) => named.has(code));
  return codes.length === 0 ? 'not-an-option' : codes;
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
