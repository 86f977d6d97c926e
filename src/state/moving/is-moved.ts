import { collections, type Collection } from '../cosmos/collections.ts';
import type { Held } from './holdings.ts';
import { moveKey } from './move-in-progress.ts';
import type { MovedCollection } from './moved-collections.ts';

/** Milliseconds. */
const day = 86_400_000;

/** False for what has expired for good by `now`, in milliseconds since 1970, and for the mark of a move itself. */
export function isMoved(name: MovedCollection, { partition, document }: Held, now: number): boolean {
  if (name === 'clinic') return partition !== moveKey;
  const { graceDays }: Collection = collections[name];
  if (graceDays === undefined || !('expiresAt' in document)) return true;
  const at = typeof document.expiresAt === 'string' ? Date.parse(document.expiresAt) : Number.NaN;
  return Number.isNaN(at) || now < at + graceDays * day;
}
