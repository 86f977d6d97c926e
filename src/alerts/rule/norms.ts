import type { Triple } from '../../domain/signal.ts';

/** Rows and columns: goals, tasks, bond. */
export type Matrix = readonly [Triple, Triple, Triple];

/** What clients' weekly scores (0–10) are like while nothing breaks: assumed, or learned from a clinic's own past. */
export interface Norms {
  /** Mean over clients. */
  readonly mean: Triple;
  /** Covariance of clients' own levels around that mean. */
  readonly between: Matrix;
  /** Covariance of one client's weeks around their own level, where the scale's ends leave them room. */
  readonly within: Matrix;
  /** Correlation of one week's deviation with the next one's, 0 to below 1. */
  readonly autocorrelation: number;
}

/**
 * What a clinic begins with. No within-person spread, autocorrelation or subscale norm of weekly alliance ratings was
 * found in print: these are chosen, and a clinic's own past takes their place as it grows; see `learnNorms`.
 */
export const assumedNorms: Norms = {
  mean: [7.5, 7.5, 7.5],
  between: compound(1.2, 0.7),
  within: compound(0.9, 0.45),
  autocorrelation: 0.2,
};

/** Every domain varies by `deviation`, and each two of them correlate alike. */
export function compound(deviation: number, correlation: number): Matrix {
  const variance = deviation ** 2;
  const shared = variance * correlation;
  return [
    [variance, shared, shared],
    [shared, variance, shared],
    [shared, shared, variance],
  ];
}

/** Deviation of one domain's weeks, or of their mean over the domains, around a client's own level. */
export function deviationOf(
  { within }: Pick<Norms, 'within'>,
  domain: 'goals' | 'tasks' | 'bond' | 'whole',
): number {
  switch (domain) {
    case 'goals':
      return Math.sqrt(within[0][0]);
    case 'tasks':
      return Math.sqrt(within[1][1]);
    case 'bond':
      return Math.sqrt(within[2][2]);
    case 'whole':
      return Math.sqrt(within.flat().reduce((sum, value) => sum + value, 0)) / 3;
  }
}
