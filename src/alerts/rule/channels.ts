import type { Triple } from '../../domain/signal.ts';
import { applied, eigenOf, inverseOfLower, lowerOf, times, transposed } from './matrix.ts';
import type { Matrix, Norms } from './norms.ts';

/**
 * The three scores turned into three channels that are independent of each other, within a client and between clients.
 * In each, one client's weeks vary by 1 around their level, and clients' levels by `between` around `mean`.
 */
export interface Channels {
  /** Scores to channels. */
  readonly to: Matrix;
  /** Channels to scores. */
  readonly from: Matrix;
  readonly mean: Triple;
  /** Variances. */
  readonly between: Triple;
}

/** Both covariances are made diagonal at once. They must be positive definite. */
export function channelsOf({ mean, between, within }: Norms): Channels {
  const lower = lowerOf(within);
  const inverse = inverseOfLower(lower);
  const { values, vectors } = eigenOf(times(times(inverse, between), transposed(inverse)));
  const to = times(transposed(vectors), inverse);
  return { to, from: times(lower, vectors), mean: applied(to, mean), between: values };
}
