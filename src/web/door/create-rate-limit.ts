/** Of one kind of sender: how many messages at once, and how many a second for good. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export interface RateLimit {
  /** Takes one from the sender's bucket. @returns 0, or the milliseconds after which the next one is let through. */
  take(sender: string): number;
}

interface Bucket {
  readonly level: number;
  readonly at: number;
}

/**
 * A token bucket for each sender. At most `most` senders are known at a time; the one who was heard of longest ago is
 * forgotten first, and begins anew with a full bucket.
 *
 * @param clock milliseconds
 */
export function createRateLimit({
  burst,
  perSecond,
  most = 20_000,
  clock,
}: Rate & { readonly most?: number; readonly clock: () => number }): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take(sender) {
      const now = clock();
      const before = buckets.get(sender) ?? { level: burst, at: now };
      const grown = (Math.max(0, now - before.at) / 1000) * perSecond;
      const level = Math.min(burst, before.level + grown);
      buckets.delete(sender);
      const [oldest] = buckets.size >= most ? buckets.keys() : [];
      if (oldest !== undefined) buckets.delete(oldest);
      buckets.set(sender, { level: level >= 1 ? level - 1 : level, at: now });
      return level >= 1 ? 0 : Math.ceil(((1 - level) / perSecond) * 1000);
    },
  };
}
