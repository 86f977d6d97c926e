import { foldText } from './fold-text.ts';
import { plainDigits } from './plain-digits.ts';

export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | {
      readonly kind: 'number';
      readonly text: string;
      readonly value: number;
      /**
       * `long`: a number for certain, but written as nobody writes a rating: `7.00`, `0.125`. `unclear`: it could be
       * something else: `007`, `1,000`, `.5`, digits of two scripts.
       */
      readonly form: 'whole' | 'fraction' | 'long' | 'unclear';
      /** Digits after the point that are not zeros at the end. */
      readonly decimals: number;
      /** A letter stands right before or after it, without a space: `7th`, `a7`, `70kg`. */
      readonly glued: { readonly before: boolean; readonly after: boolean };
    }
  /** Any other character; `soft` ones end or divide a sentence and carry no meaning of their own. */
  | { readonly kind: 'mark'; readonly text: string; readonly soft: boolean };

const soft = new Set(['.', ',', '!', '¡', '…', ';', '،', '؛', '。', '、']);

/**
 * A number, a word, spaces, or a single character: one pass, no backtracking. Han is written without spaces between
 * words, so each of its characters is a word, and a digit beside one is not glued to it.
 */
const pieces = /(-?)(\p{Nd}+(?:[.,\u066b]\p{Nd}+)*)|\p{Script=Han}|[[\p{L}\p{M}']--\p{Script=Han}]+|\s+|./gsv;
const han = /^\p{Script=Han}$/v;

type Kind = Token['kind'] | 'han' | 'space';

/** Words, numbers and marks of a text in folded form. A hyphen between letters divides words. */
export function readTokens(text: string): readonly Token[] {
  const folded = foldText(text).replaceAll(/(?<=\p{L})-(?=\p{L})/gu, ' ');
  const matches = [...folded.matchAll(pieces)];
  const kinds = matches.map(([piece, , digits]) => kindOf(piece, digits));
  return matches.flatMap(([piece, sign = '', digits], position): Token[] => {
    const kind = kinds[position] ?? 'space';
    const before = kinds[position - 1];
    const last = matches[position - 1]?.[0] ?? '';
    switch (kind) {
      case 'number': {
        // A hyphen right after a number or word is a range or a name, not a sign.
        const minus = sign === '-' && before !== 'number' && before !== 'word' && before !== 'han';
        const number = readNumber(digits ?? '', minus);
        const glued = {
          before: (sign === '' || minus) && (before === 'word' || last === '.' || last === ','),
          after: kinds[position + 1] === 'word',
        };
        return [
          ...(sign === '-' && !minus ? [{ kind: 'mark', text: '-', soft: false } as const] : []),
          { ...number, glued },
        ];
      }
      case 'han':
        return [{ kind: 'word', text: piece }];
      case 'word': {
        const word = piece.replaceAll("'", '');
        return [word === '' ? { kind: 'mark', text: piece, soft: false } : { kind: 'word', text: word }];
      }
      case 'mark':
        return [{ kind: 'mark', text: piece, soft: soft.has(piece) }];
      case 'space':
        return [];
    }
  });
}

/** A phrase in the form in which phrases are compared: its tokens but for soft marks. */
export const phraseKey = (text: string): string =>
  readTokens(text)
    .filter((token) => !(token.kind === 'mark' && token.soft))
    .map((token) => token.text)
    .join(' ');

const kindOf = (piece: string, digits: string | undefined): Kind => {
  if (digits !== undefined) return 'number';
  if (/^\s/u.test(piece)) return 'space';
  if (han.test(piece)) return 'han';
  return /^[\p{L}\p{M}']/u.test(piece) ? 'word' : 'mark';
};

function readNumber(written: string, minus: boolean): Omit<Extract<Token, { kind: 'number' }>, 'glued'> {
  const [whole = '', decimals, ...more] = written.split(/[.,\u066b]/).map((part) => plainDigits(part) ?? '');
  const value = Number(`${whole}.${decimals ?? '0'}`) * (minus ? -1 : 1) + 0;
  const form = more.length === 0 ? formOf(whole, decimals, value) : 'unclear';
  return {
    kind: 'number',
    text: `${minus ? '-' : ''}${written.replaceAll(/\p{Nd}+/gu, (digits) => plainDigits(digits) ?? digits)}`,
    value,
    form,
    decimals: meantDecimals(decimals ?? ''),
  };
}

/** Three digits after the point are thousands, unless there is a 0 before it. */
function formOf(whole: string, decimals: string | undefined, value: number) {
  if (!/^(?:0|[1-9]\d*)$/.test(whole) || decimals === '') return 'unclear';
  if (decimals === undefined || /^(?:0|\d?[1-9]|[1-9]0)$/.test(decimals))
    return Number.isInteger(value) ? 'whole' : 'fraction';
  return decimals.length !== 3 || whole === '0' ? 'long' : 'unclear';
}

function meantDecimals(decimals: string): number {
  let length = decimals.length;
  while (decimals[length - 1] === '0') length -= 1;
  return length;
}
