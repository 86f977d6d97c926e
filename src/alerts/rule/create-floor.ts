import type { Domain, Scoring } from '../../domain/instrument/instrument.ts';
import type { Triple } from '../../domain/signal.ts';
import type { Channels } from './channels.ts';
import { dot, mapped } from './matrix.ts';
import type { Norms } from './norms.ts';
import type { ChannelWeek } from './weigh-change.ts';

/** The latest answered weeks that say where a client is now. */
export const levelWeeks = 3;
/** How sure it must be that a level lies under its floor, to find it and to go on finding it. */
const sureness = { found: 0.85, goesOn: 0.5 } as const;
/** The floor is never above what this many deviations under a clinic's mean leaves: about its lowest tenth. */
const lowestTenth = 1.28;

export interface LowLevel {
  readonly domain: Domain | 'whole';
  /** Where the client's level is taken to be, 0–10. */
  readonly value: number;
  readonly floor: number;
}

/** One domain, or the whole, as a sum over the channels; and how low is low. */
interface Candidate {
  readonly domain: Domain | 'whole';
  readonly row: Triple;
  readonly squares: Triple;
  readonly floor: number;
}

/**
 * Finds whether a client's level now, as their latest three answered weeks and the norms tell it, lies under the
 * instrument's floor: the whole, else the domain that is surest. Where a clinic's clients answer low altogether the
 * floor is lower too: those it finds are the low ones among them.
 */
export function createFloor(
  norms: Norms,
  { from: [goals, tasks, bond], between, mean }: Channels,
  floor: Scoring['floor'],
): (
  weeks: readonly ChannelWeek[],
  about: {
    /** It was found the week before. */
    readonly goesOn: boolean;
    /** Whether the latest weeks have an answer to it: what was only filled in is not found low. */
    readonly isAnswered: (domain: Candidate['domain']) => boolean;
  },
) => LowLevel | undefined {
  const candidate = (domain: Candidate['domain'], row: Triple): Candidate => {
    const squares = mapped(row, (value) => value * value);
    const tenth = dot(row, mean) - lowestTenth * Math.sqrt(dot(squares, between));
    return { domain, row, squares, floor: Math.min(domain === 'whole' ? floor.whole : floor.domain, tenth) };
  };
  const whole = candidate(
    'whole',
    mapped(goals, (value, channel) => (value + tasks[channel] + bond[channel]) / 3),
  );
  const parts = [candidate('goals', goals), candidate('tasks', tasks), candidate('bond', bond)];
  const { autocorrelation } = norms;
  /** How many weeks without autocorrelation so many count for. */
  const worth = (count: number): number =>
    count === 0 ? 0 : (count * (1 - autocorrelation) + 2 * autocorrelation) / (1 + autocorrelation);

  return (weeks, { goesOn, isAnswered }) => {
    const last = weeks.slice(-levelWeeks);
    const count = worth(last.length);
    const variance = mapped(between, (value) => 1 / (1 / value + count));
    const level = mapped(mean, (norm, channel) => {
      let sum = 0;
      for (const { at } of last) sum += at[channel];
      return variance[channel] * (norm / between[channel] + (count * sum) / Math.max(1, last.length));
    });
    const sureOf = ({ row, squares, floor }: Candidate): number =>
      normalBelow((floor - dot(row, level)) / Math.sqrt(dot(squares, variance)));
    const found = ({ domain, row, floor }: Candidate): LowLevel => ({
      domain,
      value: dot(row, level),
      floor,
    });
    const least = goesOn ? sureness.goesOn : sureness.found;
    if (isAnswered('whole') && sureOf(whole) >= least) return found(whole);
    let surest: Candidate | undefined;
    let most: number = least;
    for (const part of parts) {
      const sure = sureOf(part);
      if (sure < most || !isAnswered(part.domain)) continue;
      most = sure;
      surest = part;
    }
    return surest && found(surest);
  };
}

/** Share of a normal distribution under `z`, to three digits (a logistic curve in z and its cube). */
const normalBelow = (z: number): number => 1 / (1 + Math.exp(-(1.5976 * z + 0.070565 * z ** 3)));
