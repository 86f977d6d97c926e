import { refused, type Parsed, type Reading } from './parsed.ts';
import { prepareLexicon, type PreparedLexicon } from './prepared-lexicon.ts';
import { readTokens, type Token } from './read-tokens.ts';

const longestRating = 1000;
const percent = new Set(['%', '‰', '٪']);

/** A number, digits or words, or a phrase as the lexicon knows it; anything else is a mark. */
type Part =
  | Extract<Token, { kind: 'number' }>
  | { readonly kind: 'phrase'; readonly key: string }
  | { readonly kind: 'mark'; readonly text: string };

/**
 * One whole number within the bounds, alone or with words around it that do not change it, and perhaps with
 * the top of this very scale (`8/10`, `8 out of 10`). Whatever else stands there, it is asked again.
 */
export function parseRating(
  text: string,
  { min, max }: { min: number; max: number },
  reading: Reading,
): Parsed {
  const trimmed = text.trim();
  if (trimmed === '') return refused('empty');
  if (trimmed.length > longestRating) return refused('not-a-number');
  const lexicon = prepareLexicon(reading.lexicon);
  const parts = readParts(trimmed, lexicon);
  const first = parts.findIndex(({ kind }) => kind === 'number');
  const number = parts[first];
  if (number?.kind !== 'number') return refused('not-a-number');
  if (parts.some((part) => part.kind === 'phrase' && lexicon.negations.has(part.key)))
    return refused('negated');

  const top = scaleTop(parts.slice(first + 1), lexicon);
  const after = parts.slice(first + (top === undefined ? 1 : 3));
  if (after.some(({ kind }) => kind === 'number')) return refused('several-numbers');
  if (parts.some((part) => part.kind === 'mark' && percent.has(part.text))) return refused('other-scale');
  const around =
    parts.slice(0, first).every((part) => part.kind === 'phrase' && lexicon.before.has(part.key)) &&
    after.every((part) => part.kind === 'phrase' && lexicon.after.has(part.key));
  if (!around || number.form === 'unclear') return refused('not-a-number');
  if (top !== undefined && top !== max) return refused('other-scale');
  if (number.value < min || number.value > max) return refused('out-of-range');
  if (number.form === 'fraction') return refused('not-whole');
  return { ok: true, answer: { kind: 'number', value: number.value } };
}

/** The number after `/` or `out of`, if that is what follows. */
function scaleTop([of, top]: readonly Part[], { outOf }: PreparedLexicon): number | undefined {
  const divides = of?.kind === 'mark' ? of.text === '/' : of?.kind === 'phrase' && outOf.has(of.key);
  if (!divides || top?.kind !== 'number') return undefined;
  return top.form === 'whole' ? top.value : Number.NaN;
}

/** Tokens with the longest known phrase at each place taken together; soft marks fall away. */
function readParts(text: string, lexicon: PreparedLexicon): readonly Part[] {
  const tokens = readTokens(text);
  const parts: Part[] = [];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    if (!token) break;
    if (token.kind !== 'word') {
      if (token.kind === 'number' || !token.soft) parts.push(token);
      at += 1;
      continue;
    }
    const key = longestPhrase(tokens, at, lexicon) ?? token.text;
    const value = lexicon.numbers.get(key);
    parts.push(
      value === undefined ? { kind: 'phrase', key } : { kind: 'number', text: key, value, form: 'whole' },
    );
    at += key.split(' ').length;
  }
  return parts;
}

function longestPhrase(tokens: readonly Token[], at: number, lexicon: PreparedLexicon): string | undefined {
  for (let length = lexicon.longest; length > 0; length -= 1) {
    const words = tokens.slice(at, at + length);
    if (words.length < length || words.some(({ kind }) => kind !== 'word')) continue;
    const key = words.map(({ text }) => text).join(' ');
    const { numbers, negations, before, after, outOf } = lexicon;
    if (numbers.has(key) || [negations, before, after, outOf].some((phrases) => phrases.has(key))) return key;
  }
  return undefined;
}
