import type { Triple } from '../../domain/signal.ts';
import { deviationOf, type Norms } from './norms.ts';

/** A client always keeps this share of the spread's square: chosen by the benchmark. */
const least = 0.2;

/**
 * How much room the ends of the scale leave to a client whose scores lie about here: the share of a week's variance
 * that is left, 0.2 to 1. For a normal deviation cut off at the end, the share that is left is close to
 * 1 − exp(−1.2 u), u being the distance of the mean that is left from that end in deviations.
 */
export function roomAt(level: Triple, norms: Pick<Norms, 'within'>): number {
  return roomFor(level, meanDeviation(norms));
}

/** The same for many levels. @param deviation see `meanDeviation` */
export function roomFor(scores: Triple, deviation: number): number {
  const level = (scores[0] + scores[1] + scores[2]) / 3;
  const distance = Math.max(0, Math.min(10 - level, level)) / deviation;
  return Math.max(least, 1 - Math.exp(-1.2 * distance));
}

/** Of one client's weeks, over the domains. */
export const meanDeviation = (norms: Pick<Norms, 'within'>): number =>
  (deviationOf(norms, 'goals') + deviationOf(norms, 'tasks') + deviationOf(norms, 'bond')) / 3;
