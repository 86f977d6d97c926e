import type { Instant } from '../domain/ids.ts';

/** Milliseconds over which tries are counted. */
const windowMs = 15 * 60_000;
const most = { ofOne: 10, ofAll: 500, senders: 10_000 } as const;

/** Counts codes that opened nothing, in this process, so that nobody finds one by trying. */
export interface Tries {
  /** Whether this sender may try another code now. */
  mayTry(sender: string, now: Instant): boolean;
  /** They tried one that opened nothing. */
  failed(sender: string, now: Instant): void;
}

/** Ten of one sender in a quarter of an hour, and 500 of all together. */
export function createTries(): Tries {
  let since = 0;
  let all = 0;
  const bySender = new Map<string, number>();
  const turnOver = (now: Instant): void => {
    if (Date.parse(now) - since < windowMs) return;
    since = Date.parse(now);
    all = 0;
    bySender.clear();
  };
  return {
    mayTry(sender, now) {
      turnOver(now);
      return all < most.ofAll && (bySender.get(sender) ?? 0) < most.ofOne;
    },
    failed(sender, now) {
      turnOver(now);
      all += 1;
      if (bySender.size < most.senders || bySender.has(sender))
        bySender.set(sender, (bySender.get(sender) ?? 0) + 1);
    },
  };
}
