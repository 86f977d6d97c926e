import { StoreError, type Documents } from '../documents.ts';
import { canonicalJson } from './canonical-json.ts';
import { digestCollection } from './digest-collection.ts';
import { beginDigest, type Digest } from './digest.ts';
import type { Held, Holdings, Kept } from './holdings.ts';
import { isMoved } from './is-moved.ts';
import type { MovedCollection } from './moved-collections.ts';
import type { Progress } from './progress.ts';

export interface CollectionCopy {
  /** Of what was read. */
  readonly source: Digest;
  /** Of what lies in the target in the end. */
  readonly target: Digest;
  readonly written: number;
  readonly passedOver: number;
  readonly removed: number;
}

/** Copies one collection, into a target that is empty or holds an earlier copy of it (`again`). */
export async function copyCollection(
  { from, to }: { readonly from: Holdings; readonly to: Holdings },
  given: {
    readonly collection: MovedCollection;
    readonly again: boolean;
    readonly now: number;
    readonly progress: Progress;
    readonly keep?: ((collection: MovedCollection, held: Held) => boolean) | undefined;
  },
): Promise<CollectionCopy> {
  const { collection, again, now, progress, keep = () => true } = given;
  const documents = to.documents(collection);
  const digest = beginDigest();
  const of = await from.estimate(collection);
  let written = 0;
  let passedOver = 0;
  for (let after: string | undefined; ;) {
    const { held, next } = await from.scan(collection, after);
    const wanted = held.filter((each) => isMoved(collection, each, now) && keep(collection, each));
    await inParts(wanted, to.atOnce, async (each) => {
      if (await bring(documents, each, again)) written += 1;
      else passedOver += 1;
    });
    for (const each of wanted) digest.add(each);
    progress({ doing: 'copied', collection, count: written + passedOver, of, done: next === undefined });
    if (next === undefined) break;
    after = next;
  }
  const source = digest.result();
  const counts = { source, written, passedOver };
  const target = await digestCollection(to, collection, given);
  if (!again || target.count <= source.count) return { ...counts, target, removed: 0 };
  const removed = await removeOthers({ from, to }, given);
  return { ...counts, target: await digestCollection(to, collection, given), removed };
}

/** Whether anything had to be written. */
async function bring(
  target: Documents<Kept>,
  { partition, document }: Held,
  again: boolean,
): Promise<boolean> {
  // where most is there already, looking first saves writes that would be refused
  if (!again && (await target.put(partition, document, 'absent')).ok) return true;
  const standing = await target.get(partition, document.id);
  if (standing && canonicalJson(standing.document) === canonicalJson(document)) return false;
  const put = await target.put(partition, document, standing?.etag ?? 'absent');
  if (put.ok) return true;
  throw new StoreError('unavailable', { cause: new Error('somebody else writes to the target') });
}

/** Takes out of an earlier copy what the source no longer has, or what has expired since. */
async function removeOthers(
  { from, to }: { readonly from: Holdings; readonly to: Holdings },
  { collection, now }: { readonly collection: MovedCollection; readonly now: number },
): Promise<number> {
  const [source, target] = [from.documents(collection), to.documents(collection)];
  let removed = 0;
  for (let after: string | undefined; ;) {
    const { held, next } = await to.scan(collection, after);
    const moved = held.filter((each) => isMoved(collection, each, now));
    await inParts(moved, to.atOnce, async ({ partition, document: { id } }) => {
      if (await source.get(partition, id)) return;
      const standing = await target.get(partition, id);
      if (standing && (await target.remove(partition, id, standing.etag))) removed += 1;
    });
    if (next === undefined) return removed;
    after = next;
  }
}

async function inParts<T>(all: readonly T[], size: number, work: (one: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += size) await Promise.all(all.slice(at, at + size).map(work));
}
