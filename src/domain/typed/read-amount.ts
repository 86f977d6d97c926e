import type { ParseFailure, Reading } from './parsed.ts';
import { prepareLexicon, type PreparedLexicon } from './prepared-lexicon.ts';
import { readParts, type Part, type UnitPhrases } from './read-parts.ts';

const longestAmount = 1000;
const percent = new Set(['%', '‰', '٪']);

export interface Amount {
  readonly ok: true;
  readonly value: number;
  readonly form: 'whole' | 'fraction' | 'long';
  readonly decimals: number;
  /** The number after `/` or `out of`; NaN where that is no whole number. */
  readonly top?: number;
  /** The spelling of the unit that was said. */
  readonly unit?: string;
}

/**
 * One number, alone or with words around it that do not change it, with its unit, and perhaps with the top of its scale
 * (`8/10`, `8 out of 10`). Whatever else stands there, it is refused.
 */
export function readAmount(
  text: string,
  reading: Reading,
  units?: UnitPhrases,
): Amount | { readonly ok: false; readonly reason: ParseFailure } {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, reason: 'empty' };
  if (trimmed.length > longestAmount) return { ok: false, reason: 'not-a-number' };
  const lexicon = prepareLexicon(reading.lexicon);
  const parts = readParts(trimmed, lexicon, units);
  const first = parts.findIndex(({ kind }) => kind === 'number');
  const number = parts[first];
  if (number?.kind !== 'number') return { ok: false, reason: 'not-a-number' };
  if (parts.some((part) => part.kind === 'phrase' && lexicon.negations.has(part.key)))
    return { ok: false, reason: 'negated' };

  const { top, used } = scaleTop(parts.slice(first + 1), lexicon);
  const after = parts.slice(first + 1 + used);
  if (after.some(({ kind }) => kind === 'number')) return { ok: false, reason: 'several-numbers' };
  if (parts.some((part) => part.kind === 'mark' && percent.has(part.text)))
    return { ok: false, reason: 'other-scale' };
  const before = parts.slice(0, first);
  const said = [before.at(-1), after[0]].flatMap((part) => (part?.kind === 'unit' ? [part.key] : []));
  const around =
    withoutUnit(before, -1).every((part) => part.kind === 'phrase' && lexicon.before.has(part.key)) &&
    withoutUnit(after, 0).every((part) => part.kind === 'phrase' && lexicon.after.has(part.key));
  const { value, form, decimals } = number;
  if (!around || form === 'unclear' || said.length > 1) return { ok: false, reason: 'not-a-number' };
  const [unit] = said;
  return {
    ok: true,
    value,
    form,
    decimals,
    ...(top !== undefined && { top }),
    ...(unit !== undefined && { unit }),
  };
}

const withoutUnit = (parts: readonly Part[], at: 0 | -1): readonly Part[] => {
  if (parts.at(at)?.kind !== 'unit') return parts;
  return at === 0 ? parts.slice(1) : parts.slice(0, -1);
};

/** The number after `/` or `out of`, if that is what follows, words that change nothing aside, and how many parts that takes. */
function scaleTop(
  parts: readonly Part[],
  { outOf, after }: PreparedLexicon,
): { readonly top?: number; readonly used: number } {
  const at = parts.findIndex((part) => part.kind !== 'phrase' || !after.has(part.key) || outOf.has(part.key));
  const of = parts[at];
  const top = parts[at + 1];
  const divides = of?.kind === 'mark' ? of.text === '/' : of?.kind === 'phrase' && outOf.has(of.key);
  if (!divides || top?.kind !== 'number') return { used: 0 };
  return { top: top.form === 'whole' ? top.value : Number.NaN, used: at + 2 };
}
