import type { CollectionName } from '../collections.ts';
import type { Documents } from '../documents.ts';

/** A document as it is kept, in whatever version of its shape. */
export interface Kept {
  readonly id: string;
}

export interface Held {
  readonly partition: string;
  readonly document: Kept;
}

export interface HeldPage {
  readonly held: readonly Held[];
  /** Pass as `after` for the next page; absent on the last. */
  readonly next?: string;
}

/**
 * All that a home keeps, for moving it and for nothing else: a scan reads a collection across its partitions, which
 * nothing on a person's way may do.
 */
export interface Holdings {
  /** Tells this home from others: its folder, or its account and database. */
  readonly address: string;
  /** How many documents are worth writing at once. */
  readonly atOnce: number;
  /** Each found once, in an order of the home's own, which the documents' writing does not change. */
  scan(collection: CollectionName, after?: string): Promise<HeldPage>;
  /** How many there are, or `undefined` where that would mean reading them all. For showing progress. */
  estimate(collection: CollectionName): Promise<number | undefined>;
  /** As they lie there: nothing is brought to a newer shape. */
  documents(collection: CollectionName): Documents<Kept>;
  close(): Promise<void>;
}
