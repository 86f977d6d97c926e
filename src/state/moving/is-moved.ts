import { collections, goneAt } from '../collections.ts';
import type { Held } from './holdings.ts';
import { moveKey } from './move-in-progress.ts';
import type { MovedCollection } from './moved-collections.ts';

/** False for what has expired for good by `now`, in milliseconds since 1970, and for the mark of a move itself. */
export function isMoved(name: MovedCollection, { partition, document }: Held, now: number): boolean {
  if (name === 'clinic') return partition !== moveKey;
  const gone = goneAt(document, collections[name]);
  return gone === undefined || now < gone;
}
