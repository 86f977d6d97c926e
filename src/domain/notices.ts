import type { CheckIn } from './check-in.ts';
import type { Client } from './client.ts';
import { homeworkIn } from './homework-in.ts';
import type { Instrument } from './instrument/instrument.ts';
import type { Signal } from './signal.ts';
import { isStraightLined } from './is-straight-lined.ts';

/** What stands on the caseload without being an alert, and is never pushed. */
export type Notice =
  /** So many weeks in a row without a complete check-in. Neutral: a missed week is not a low one. */
  | { readonly kind: 'missed'; readonly weeks: number }
  /** Ratings that say little: all alike, so many check-ins in a row. */
  | { readonly kind: 'uninformative'; readonly checkIns: number }
  /** Homework not done, or done with difficulty 8 or more, so many times running. */
  | { readonly kind: 'homework'; readonly checkIns: number }
  | { readonly kind: 'asked-to-talk' };

const fewest = { straight: 3, homework: 2 } as const;
/** 0–10. */
const hard = 8;

/** The runs one check-in on, which is complete or whose week has ended. What it does not say leaves a run as it is. */
export function runsAfter(runs: Signal['runs'], checkIn: CheckIn, instrument: Instrument): Signal['runs'] {
  const straight = isStraightLined(checkIn, instrument);
  const { least, difficulty } = homeworkIn(checkIn, instrument);
  const asked = least !== undefined;
  const wasHard = least === 'not-done' || (difficulty !== undefined && difficulty >= hard);
  return {
    missed: checkIn.status === 'complete' ? 0 : runs.missed + 1,
    straight: straight === undefined ? runs.straight : straight ? runs.straight + 1 : 0,
    homework: !asked ? runs.homework : wasHard ? runs.homework + 1 : 0,
  };
}

/** What the latest check-in that was looked at leaves to be noticed. */
export function noticesOf({
  signal,
  checkIn,
  recent,
}: Pick<Client, 'signal' | 'checkIn' | 'recent'>): readonly Notice[] {
  const { missed = 0, straight = 0, homework = 0 } = signal?.now.runs ?? {};
  const latest = checkIn?.status === 'complete' ? checkIn : recent.at(-1);
  return [
    ...(latest?.wantsToTalk ? [{ kind: 'asked-to-talk' } as const] : []),
    ...(homework >= fewest.homework ? [{ kind: 'homework', checkIns: homework } as const] : []),
    ...(missed > 0 ? [{ kind: 'missed', weeks: missed } as const] : []),
    ...(straight >= fewest.straight ? [{ kind: 'uninformative', checkIns: straight } as const] : []),
  ];
}
