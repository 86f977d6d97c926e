import type { Answers, CheckInContext } from '../check-in.ts';
import type { Instrument } from '../instrument/instrument.ts';
import type { Placed } from './placed.ts';
import { placeSpots } from './place-spots.ts';
import { responseItems } from './response-items.ts';
import { isSame, nothingComputed } from './computed.ts';
import { runExpressions } from './run-expressions.ts';
import { spotsIn } from './spots.ts';

export type { Placed } from './placed.ts';

/** What is calculated may enable what is calculated; what then still changes is left as it is. */
const mostRounds = 8;

/**
 * Lays the questionnaire out for one check-in, in order: groups repeated, what is not asked left out, what is
 * calculated filled in.
 */
export function placeItems(
  instrument: Instrument,
  answers: Answers,
  context: CheckInContext,
): readonly Placed[] {
  const layOut = (computed = nothingComputed) => {
    const spots = spotsIn(instrument, { answers, context, computed });
    return { spots, placed: placeSpots(spots, computed) };
  };
  let { spots, placed } = layOut();
  const { calculation } = instrument;
  if (!calculation) return placed;
  let computed = nothingComputed;
  for (let round = 0; round < mostRounds; round += 1) {
    const next = runExpressions(calculation, spots, responseItems(placed));
    if (isSame(next, computed)) break;
    computed = next;
    ({ spots, placed } = layOut(computed));
  }
  return placed;
}
