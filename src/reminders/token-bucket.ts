/** Holds a steady rate. */
export interface Limiter {
  /** Resolves when the next message may go out, in the order in which it was asked. */
  take(): Promise<void>;
}

/**
 * At most `perSecond` times `n` and `burst` in any `n` seconds, evenly spread beyond the burst.
 * @param now milliseconds, never going back
 */
export function createTokenBucket({
  perSecond,
  burst = 1,
  now,
  wait,
}: {
  readonly perSecond: number;
  readonly burst?: number;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}): Limiter {
  const interval = 1000 / perSecond;
  let free = Number.NEGATIVE_INFINITY;
  return {
    async take() {
      const at = now();
      free = Math.max(free, at - interval * (burst - 1));
      const ms = free - at;
      free += interval;
      if (ms > 0) await wait(Math.ceil(ms));
    },
  };
}
