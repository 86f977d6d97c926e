import type { CheckIn, Score } from './check-in.ts';
import type { CheckInId, Instant } from './ids.ts';
import { isAbout } from './questions/question-key.ts';

/** What the client's document keeps of a week that has ended; the whole check-in stands in the history. */
export interface PastWeek {
  readonly id: CheckInId;
  readonly instrument: { readonly id: string; readonly version: string };
  readonly status: 'complete' | 'missed';
  readonly score: Score;
  readonly wantsToTalk: boolean;
  /** The goal whose turn it was, if its question was answered or skipped. */
  readonly goal?: string;
  readonly endsAt: Instant;
  readonly completedAt?: Instant;
}

/** A closed check-in in short. One still open has been missed. */
export const pastWeek = (checkIn: CheckIn): PastWeek => {
  const { id, instrument, status, score, wantsToTalk, endsAt, completedAt } = checkIn;
  const goal = goalAsked(checkIn);
  return {
    id,
    instrument,
    status: status === 'complete' ? 'complete' : 'missed',
    score,
    wantsToTalk,
    ...(goal !== undefined && { goal }),
    endsAt,
    ...(completedAt !== undefined && { completedAt }),
  };
};

/** Answered or skipped, under whatever linkId its instrument used. */
const goalAsked = ({ context, answers }: CheckIn): string | undefined =>
  context.goal.find(({ id }) => Object.keys(answers).some((key) => isAbout(key, id)))?.id;
