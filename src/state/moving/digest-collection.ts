import { beginDigest, type Digest } from './digest.ts';
import type { Holdings } from './holdings.ts';
import { isMoved } from './is-moved.ts';
import type { MovedCollection } from './moved-collections.ts';
import type { Progress } from './progress.ts';

/** Reads what would be moved of a collection at `now`, in milliseconds since 1970. */
export async function digestCollection(
  holdings: Holdings,
  collection: MovedCollection,
  { now, progress }: { readonly now: number; readonly progress: Progress },
): Promise<Digest> {
  const digest = beginDigest();
  const of = await holdings.estimate(collection);
  for (let after: string | undefined; ;) {
    const { held, next } = await holdings.scan(collection, after);
    for (const each of held) if (isMoved(collection, each, now)) digest.add(each);
    const { count } = digest.result();
    progress({ doing: 'verified', collection, count, of, done: next === undefined });
    if (next === undefined) return digest.result();
    after = next;
  }
}
