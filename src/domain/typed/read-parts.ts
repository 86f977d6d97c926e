import type { PreparedLexicon } from './prepared-lexicon.ts';
import { readTokens, type Token } from './read-tokens.ts';

/** A number, digits or words, a unit, or a phrase as the lexicon knows it; anything else is a mark. */
export type Part =
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly form: Extract<Token, { kind: 'number' }>['form'];
      readonly decimals: number;
    }
  | { readonly kind: 'unit'; readonly key: string }
  | { readonly kind: 'phrase'; readonly key: string }
  | { readonly kind: 'mark'; readonly text: string };

/** Spellings of units as `phraseKey` writes them. */
export type UnitPhrases = ReadonlySet<string>;

/**
 * The text's tokens with the longest known phrase at each place taken together; soft marks fall away, and so do an
 * article before digits and the colon of `my answer: 7`. A unit may be
 * glued to its number (`70kg`); any other letter at a digit makes the number unclear.
 */
export function readParts(
  text: string,
  lexicon: PreparedLexicon,
  units: UnitPhrases = new Set(),
): readonly Part[] {
  const tokens = readTokens(text);
  const longestUnit = Math.max(0, ...Array.from(units, (unit) => unit.split(' ').length));
  const unitAt = (at: number) => longestPhrase(tokens, at, longestUnit, (key) => units.has(key));
  const parts: Part[] = [];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    if (!token) break;
    const unit = token.kind === 'number' ? undefined : unitAt(at);
    if (unit !== undefined) {
      parts.push({ kind: 'unit', key: unit });
      at += unit.split(' ').length;
    } else if (token.kind === 'number') {
      const { value, form, decimals, glued } = token;
      const apart = !glued.before && (!glued.after || unitAt(at + 1) !== undefined);
      parts.push({ kind: 'number', value, form: apart ? form : 'unclear', decimals });
      at += 1;
    } else if (token.kind === 'mark') {
      const last = parts.at(-1);
      const introduces = token.text === ':' && last?.kind === 'phrase' && lexicon.before.has(last.key);
      if (!token.soft && !introduces) parts.push({ kind: 'mark', text: token.text });
      at += 1;
    } else if (lexicon.articles.has(token.text) && tokens[at + 1]?.kind === 'number') {
      at += 1;
    } else {
      const key =
        longestPhrase(tokens, at, lexicon.longest, (phrase) => isKnown(phrase, lexicon)) ?? token.text;
      const value = lexicon.numbers.get(key);
      parts.push(
        value === undefined ? { kind: 'phrase', key } : { kind: 'number', value, form: 'whole', decimals: 0 },
      );
      at += key.split(' ').length;
    }
  }
  return parts;
}

const isKnown = (
  key: string,
  { numbers, negations, before, after, outOf, unclear }: PreparedLexicon,
): boolean =>
  numbers.has(key) || [negations, before, after, outOf, unclear].some((phrases) => phrases.has(key));

function longestPhrase(
  tokens: readonly Token[],
  at: number,
  longest: number,
  known: (key: string) => boolean,
): string | undefined {
  for (let length = Math.min(longest, tokens.length - at); length > 0; length -= 1) {
    const key = tokens
      .slice(at, at + length)
      .map(({ text }) => text)
      .join(' ');
    if (known(key)) return key;
  }
  return undefined;
}
