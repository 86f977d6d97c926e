import type { AnswerType } from '../instrument/instrument.ts';
import { refused, type Parsed, type Reading } from './parsed.ts';
import { readAmount } from './read-amount.ts';

/**
 * One whole number of the scale, alone or with words around it that do not change it, and perhaps with the top of this
 * very scale (`8/10`, `8 out of 10`). Whatever else stands there, it is asked again.
 */
export function parseRating(
  text: string,
  { min, max, step = 1 }: Extract<AnswerType, { kind: 'rating' }>,
  reading: Reading,
): Parsed {
  const amount = readAmount(text, reading);
  if (!amount.ok) return amount;
  const { value, form, top } = amount;
  if (form === 'long') return refused('not-a-number');
  if (top !== undefined && top !== max) return refused('other-scale');
  if (value < min || value > max) return refused('out-of-range');
  if (!isOnStep(value, { min, step }))
    return refused(form === 'fraction' && Number.isInteger(step) ? 'not-whole' : 'off-step');
  return { ok: true, answer: { kind: 'number', value } };
}

/** Whether a scale that goes up from its least by this step has the number. */
export const isOnStep = (
  value: number,
  { min, step = 1 }: { min: number; step?: number | undefined },
): boolean => {
  const steps = (value - min) / step;
  return Math.abs(steps - Math.round(steps)) < 1e-9;
};
