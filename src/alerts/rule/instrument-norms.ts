import type { Scoring } from '../../domain/instrument/instrument.ts';
import type { Triple } from '../../domain/signal.ts';
import { assumedNorms, type Matrix, type Norms } from './norms.ts';

/**
 * What a clinic begins with for an instrument: the mean and spreads its scoring file gives, the assumed ones for a
 * domain of which it gives none. How domains and weeks go together is assumed for every instrument.
 */
export function instrumentNorms({ norms = {} }: Pick<Scoring, 'norms'>): Norms {
  const { mean, between, within, autocorrelation } = assumedNorms;
  const { goals, tasks, bond } = norms;
  return {
    mean: [goals?.mean ?? mean[0], tasks?.mean ?? mean[1], bond?.mean ?? mean[2]],
    between: respread(between, [goals?.between, tasks?.between, bond?.between]),
    within: respread(within, [goals?.within, tasks?.within, bond?.within]),
    autocorrelation,
  };
}

/** The same correlations with other deviations. */
function respread(matrix: Matrix, deviations: readonly [number?, number?, number?]): Matrix {
  const ratio = (at: 0 | 1 | 2): number =>
    (deviations[at] ?? Math.sqrt(matrix[at][at])) / Math.sqrt(matrix[at][at]);
  const ratios: Triple = [ratio(0), ratio(1), ratio(2)];
  const row = (at: 0 | 1 | 2): Triple => [
    matrix[at][0] * ratios[at] * ratios[0],
    matrix[at][1] * ratios[at] * ratios[1],
    matrix[at][2] * ratios[at] * ratios[2],
  ];
  return [row(0), row(1), row(2)];
}
