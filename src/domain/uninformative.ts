import type { CheckIn } from './check-in.ts';
import { domains, type Instrument } from './instrument.ts';
import { rating } from './score.ts';

const inARow = 3;

/**
 * Straight-lining: every rating of the alliance identical, or all at the top, in each of the latest three
 * check-ins. Such answers are shown as uninformative, not as good. Weeks without any rating are passed over; one
 * with a rating left out is not straight-lined.
 * @param checkIns oldest first
 */
export function uninformative(checkIns: readonly CheckIn[], instrument: Instrument): boolean {
  const items = domains.flatMap((domain) => instrument.scoring.subscales[domain]);
  const latest = checkIns
    .map(({ answers }) => items.map((linkId) => rating(instrument, answers, linkId)))
    .filter((ratings) => ratings.some((value) => value !== undefined))
    .slice(-inARow);
  return latest.length === inARow && latest.every(isStraight);
}

const isStraight = (ratings: readonly (number | undefined)[]): boolean =>
  ratings[0] !== undefined && ratings.every((value) => value === ratings[0]);
