import type { Evidence } from '../domain/alert.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { Instant } from '../domain/ids.ts';
import { domains, type Scoring } from '../domain/instrument.ts';

/**
 * The floor: a check-in whose alliance, or one of its domains, lies strictly under the instrument's floor is
 * low, whatever the client's usual level. A missing score (never 0) is not low.
 * @returns what was found, as values; empty when nothing is low.
 */
export function step(checkIn: CheckIn, scoring: Scoring, at: Instant): Evidence[] {
  const { score } = checkIn;
  const held = [
    { domain: 'whole' as const, value: score.alliance, reference: scoring.floor.whole },
    ...domains.map((domain) => ({ domain, value: score[domain], reference: scoring.floor.domain })),
  ];
  return held.flatMap(({ domain, value, reference }) =>
    value !== undefined && value < reference
      ? [{ kind: 'floor' as const, domain, checkIn: checkIn.id, at, value, reference }]
      : [],
  );
}
