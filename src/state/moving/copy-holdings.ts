import { copyCollection } from './copy-collection.ts';
import { digestCollection } from './digest-collection.ts';
import { isSameDigest, type Digest } from './digest.ts';
import type { Held, Holdings } from './holdings.ts';
import { movedCollections, type MovedCollection } from './moved-collections.ts';
import { beginMove, endMove } from './move-in-progress.ts';
import type { Progress } from './progress.ts';

export interface CopyOptions {
  readonly now: string;
  readonly progress: Progress;
  /** Nobody writes to the source: it is read again in the end to see that this is so. */
  readonly settled: boolean;
  /** Leaves out what a source that is written to gave too late. By default everything is kept. */
  readonly keep?: (collection: MovedCollection, held: Held) => boolean;
  /** What is still to be done before a program may start on the target. */
  readonly finish?: (to: Holdings) => Promise<void>;
}

export type CopyResult =
  | {
      readonly kind: 'done';
      readonly digests: ReadonlyMap<MovedCollection, Digest>;
      readonly written: number;
      readonly passedOver: number;
      readonly removed: number;
    }
  /** It holds something that is no earlier copy of this source. Nothing was changed. */
  | { readonly kind: 'target-in-use' }
  /** They do not hold the same: somebody has written to one of them meanwhile. */
  | { readonly kind: 'different'; readonly collections: readonly MovedCollection[] };

/**
 * Makes `to` hold what `from` holds, and reads it again to see that it does. A second call goes on where a first one
 * ended, however that was: what is there already and equal is passed over. Until it has ended the target bears a mark
 * by which no program starts on it. What the source no longer has is removed from an earlier copy of it.
 */
export async function copyHoldings(
  { from, to }: { readonly from: Holdings; readonly to: Holdings },
  options: CopyOptions,
): Promise<CopyResult> {
  const begun = await beginMove(to, { source: from.address, now: options.now });
  if (begun === 'in-use') return { kind: 'target-in-use' };
  const again = begun === 'again';
  const terms = { now: Date.parse(options.now), progress: options.progress };
  const digests = new Map<MovedCollection, Digest>();
  const different: MovedCollection[] = [];
  const total = { written: 0, passedOver: 0, removed: 0 };
  for (const collection of movedCollections) {
    const { source, target, ...counts } = await copyCollection(
      { from, to },
      { ...terms, collection, again, keep: options.keep },
    );
    digests.set(collection, target);
    if (!isSameDigest(source, target)) different.push(collection);
    total.written += counts.written;
    total.passedOver += counts.passedOver;
    total.removed += counts.removed;
  }
  if (options.settled) {
    for (const [collection, digest] of digests) {
      const now = await digestCollection(from, collection, terms);
      if (!isSameDigest(now, digest) && !different.includes(collection)) different.push(collection);
    }
  }
  if (different.length > 0) return { kind: 'different', collections: different };
  await options.finish?.(to);
  await endMove(to, options.now);
  return { kind: 'done', digests, ...total };
}
