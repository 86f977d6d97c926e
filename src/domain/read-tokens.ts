import { foldText } from './fold-text.ts';

export type Token =
  | { readonly kind: 'word'; readonly text: string }
  /** `unclear`: written so that it could be something else: `007`, `7.00`, `1,000`, `.5`, `7th`, digits of two scripts. */
  | {
      readonly kind: 'number';
      readonly text: string;
      readonly value: number;
      readonly form: 'whole' | 'fraction' | 'unclear';
    }
  /** Any other character; `soft` ones end or divide a sentence and carry no meaning of their own. */
  | { readonly kind: 'mark'; readonly text: string; readonly soft: boolean };

const soft = new Set(['.', ',', '!', '¡', '…', ';', '،', '。']);

/** A number, a word, spaces, or a single character: one pass, no backtracking. */
const pieces = /(-?)(\p{Nd}+(?:[.,\u066b]\p{Nd}+)*)|[\p{L}\p{M}']+|\s+|./gsu;

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
        const minus = sign === '-' && before !== 'number' && before !== 'word';
        const glued = before === 'word' || kinds[position + 1] === 'word' || last === '.' || last === ',';
        const number = readNumber(digits ?? '', minus);
        return [
          ...(sign === '-' && !minus ? [{ kind: 'mark', text: '-', soft: false } as const] : []),
          glued ? { ...number, form: 'unclear' } : number,
        ];
      }
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

const kindOf = (piece: string, digits: string | undefined): Token['kind'] | 'space' => {
  if (digits !== undefined) return 'number';
  if (/^\s/u.test(piece)) return 'space';
  return /^[\p{L}\p{M}']/u.test(piece) ? 'word' : 'mark';
};

function readNumber(written: string, minus: boolean): Extract<Token, { kind: 'number' }> {
  const [whole = '', decimals, ...more] = written.split(/[.,\u066b]/).map(inDigits);
  const value = Number(`${whole}.${decimals ?? '0'}`) * (minus ? -1 : 1) + 0;
  const clear =
    /^(0|[1-9]\d*)$/.test(whole) &&
    more.length === 0 &&
    (decimals === undefined || /^(0|\d?[1-9]|[1-9]0)$/.test(decimals));
  const form = !clear ? 'unclear' : Number.isInteger(value) ? 'whole' : 'fraction';
  return { kind: 'number', text: `${minus ? '-' : ''}${written}`, value, form };
}

/** The digits of any decimal script as 0–9; not digits at all when two scripts are mixed. */
function inDigits(written: string): string {
  const digits = Array.from(written, digitOf);
  const scripts = new Set(digits.map(({ zero }) => zero));
  return scripts.size === 1 ? digits.map(({ value }) => value).join('') : '';
}

/** Unicode keeps the ten digits of a script side by side, 0 first (a few scripts follow one another without a gap). */
function digitOf(character: string): { readonly value: number; readonly zero: number } {
  const code = character.codePointAt(0) ?? 0;
  let first = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first -= 1;
  const value = (code - first) % 10;
  return { value, zero: code - value };
}
