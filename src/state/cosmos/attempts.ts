import { setTimeout as wait } from 'node:timers/promises';
import { StoreError } from '../documents.ts';
import { CosmosFault, faultOf } from './cosmos-fault.ts';

export interface Patience {
  /** Milliseconds for one operation, all attempts and pauses together. */
  readonly deadlineMs: number;
  /** Milliseconds for one attempt. */
  readonly attemptMs: number;
  /** Milliseconds: the first pause is drawn between 0 and this, each further one between 0 and twice as much. */
  readonly pauseMs: number;
}

/** Well inside the 15 seconds a channel waits for a turn. */
export const usualPatience: Patience = { deadlineMs: 6000, attemptMs: 2000, pauseMs: 50 };

const longestPauseMs = 1000;
/** What must be left before the deadline for another attempt to be worth its doubt. */
const leastAttemptMs = 100;
/** What an attempt that was stopped gets to say whether it had reached the service. */
const lastWordsMs = 100;

export type Tried<R> =
  { readonly ok: true; readonly value: R } | { readonly ok: false; readonly fault: CosmosFault };

/** The attempts at one operation, which share its deadline. */
export interface Attempts {
  try<R>(work: (signal: AbortSignal) => Promise<R>): Promise<Tried<R>>;
  /** Waits as long as the fault asks for and a random while more; `false` at once if no attempt would fit in after. */
  pause(after: CosmosFault): Promise<boolean>;
}

export function beginAttempts({ deadlineMs, attemptMs, pauseMs }: Patience): Attempts {
  const end = performance.now() + deadlineMs;
  let pauses = 0;
  return {
    async try(work) {
      const ms = Math.max(1, Math.min(attemptMs, end - performance.now()));
      try {
        return { ok: true, value: await within(ms, work) };
      } catch (error) {
        return { ok: false, fault: faultOf(error) };
      }
    },
    async pause({ retryAfterMs = 0 }) {
      const most = Math.min(longestPauseMs, pauseMs * 2 ** pauses);
      const ms = retryAfterMs + Math.random() * most;
      pauses += 1;
      if (performance.now() + ms + Math.min(attemptMs, leastAttemptMs) > end) return false;
      await wait(ms);
      return true;
    },
  };
}

/** Reads until it succeeds. Throws a `StoreError`, `unavailable`. */
export async function readPatiently<R>(
  patience: Patience,
  read: (signal: AbortSignal) => Promise<R>,
): Promise<R> {
  const attempts = beginAttempts(patience);
  for (;;) {
    const tried = await attempts.try(read);
    if (tried.ok) return tried.value;
    const { fault } = tried;
    const final = fault.kind === 'refused' || fault.kind === 'precondition';
    if (final || !(await attempts.pause(fault))) throw new StoreError('unavailable', { cause: fault });
  }
}

async function within<R>(ms: number, work: (signal: AbortSignal) => Promise<R>): Promise<R> {
  const controller = new AbortController();
  const stop = setTimeout(() => controller.abort(), ms);
  let giveUp: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    giveUp = setTimeout(() => reject(new CosmosFault('doubtful', 'NO_ANSWER')), ms + lastWordsMs);
  });
  try {
    return await Promise.race([work(controller.signal), silence]);
  } finally {
    clearTimeout(stop);
    clearTimeout(giveUp);
  }
}
