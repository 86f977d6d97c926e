import type { AnswerType } from '../instrument/instrument.ts';
import { refused, type ParseFailure, type Parsed, type Reading } from './parsed.ts';
import { phraseKey } from './read-tokens.ts';
import { readAmount, type Amount } from './read-amount.ts';
import { unitSpellings } from './unit-spellings.ts';

type Numeric = Extract<AnswerType, { kind: 'number' | 'quantity' }>;

/** One number within the bounds; the unit that is shown with the question may be said, no other. */
export function parseNumber(
  text: string,
  type: Extract<AnswerType, { kind: 'number' }>,
  reading: Reading,
): Parsed {
  const units = type.unit ? new Set(unitSpellings({ display: type.unit }, reading.language)) : undefined;
  const amount = readAmount(text, reading, units);
  if (!amount.ok) return amount;
  const fault = faultOf(amount, type);
  return fault ? refused(fault) : { ok: true, answer: { kind: 'number', value: amount.value } };
}

/** One number within the bounds, with one of the units; it need not be said where there is one alone. */
export function parseQuantity(
  text: string,
  type: Extract<AnswerType, { kind: 'quantity' }>,
  reading: Reading,
): Parsed {
  const spelled = type.units.map((unit) => ({ unit, words: unitSpellings(unit, reading.language) }));
  const amount = readAmount(text, reading, new Set(spelled.flatMap(({ words }) => words)));
  if (!amount.ok) return amount;
  const fault = faultOf(amount, type);
  if (fault) return refused(fault);
  const { value, unit: said } = amount;
  const meant =
    said === undefined
      ? type.units
      : closest(
          said,
          spelled.filter(({ words }) => words.includes(said)).map(({ unit }) => unit),
        );
  const [unit] = meant;
  if (meant.length > 1 || (said !== undefined && !unit)) return refused('no-unit');
  return { ok: true, answer: { kind: 'quantity', value, ...(unit && { unit: unit.key }) } };
}

/** A unit that is written just so on the question is meant rather than one that may also be written so. */
function closest<T extends { readonly display: { readonly default: string } }>(
  said: string,
  units: readonly T[],
): readonly T[] {
  const exact = units.filter(({ display }) => phraseKey(display.default) === said);
  return exact.length === 1 ? exact : units;
}

function faultOf({ value, decimals, top }: Amount, type: Numeric): ParseFailure | undefined {
  if (top !== undefined) return 'other-scale';
  if (!Number.isSafeInteger(Math.trunc(value))) return 'not-a-number';
  if (type.kind === 'number' && type.whole && !Number.isInteger(value)) return 'not-whole';
  if (type.decimals !== undefined && decimals > type.decimals) return 'too-exact';
  if (type.min !== undefined && value < type.min) return 'too-small';
  if (type.max !== undefined && value > type.max) return 'too-big';
  return undefined;
}
