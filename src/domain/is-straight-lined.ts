import type { CheckIn } from './check-in.ts';
import { domains, type Instrument } from './instrument/instrument.ts';
import { rating } from './score.ts';

/**
 * Whether every rating of the alliance in a check-in is the same. One with a rating left out is not straight-lined;
 * `undefined` where it has none at all.
 */
export function isStraightLined({ answers }: CheckIn, instrument: Instrument): boolean | undefined {
  const [first, ...others] = domains
    .flatMap((domain) => instrument.scoring.subscales[domain])
    .map((linkId) => rating(instrument, answers, linkId));
  if (first === undefined && others.every((value) => value === undefined)) return undefined;
  return others.every((value) => value === first);
}
