import type { Signal, Triple } from '../../domain/signal.ts';
import { mapped } from './matrix.ts';
import type { Norms } from './norms.ts';

/** Where a client's scores lie: the mean of each domain, in which the norm counts as one more week. */
export function usualScores(
  { weeks, settled }: Pick<Signal, 'weeks' | 'settled'>,
  { mean }: Pick<Norms, 'mean'>,
): Triple {
  return mapped(mean, (norm, domain) => {
    let sum = norm + settled.sum[domain];
    let count = 1 + settled.count;
    for (const { scores } of weeks) {
      const value = scores[domain];
      if (value === null) continue;
      sum += value;
      count += 1;
    }
    return sum / count;
  });
}
