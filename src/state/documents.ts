/** Opaque version of one stored document; changes with every write. */
export type ETag = string & { readonly __etag: true };
/* oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only place where a store's text becomes an ETag */
export const etag = (text: string): ETag => text as ETag;

export interface Stored<T> {
  readonly document: T;
  readonly etag: ETag;
}

/** A wrong expectation is a value: somebody else wrote first. Nothing was changed. */
export type PutResult =
  { readonly ok: true; readonly etag: ETag } | { readonly ok: false; readonly reason: 'conflict' };

export interface Page<T> {
  readonly documents: readonly Stored<T>[];
  /** Pass as `after` for the next page; absent on the last. */
  readonly next?: string;
}

export interface Range {
  /** Ids at or above. */
  readonly from?: string;
  /** Ids below. */
  readonly below?: string;
  /** Continue after this id (in the direction of `order`). */
  readonly after?: string;
  readonly order?: 'ascending' | 'descending';
  /** 1–1000, default 100. */
  readonly limit?: number;
}

/**
 * One collection of JSON documents, each found by partition and id: what a document store can keep
 * cheaply and safely. Whatever must change together is one document. Unknown outcome (the write may
 * have happened) and outage throw a `StoreError`.
 */
export interface Documents<T extends { readonly id: string }> {
  get(partition: string, id: string): Promise<Stored<T> | undefined>;
  /** Writes if the document still is what the caller read: its ETag, or `'absent'` for a new one. */
  put(partition: string, document: T, expected: ETag | 'absent'): Promise<PutResult>;
  /** Within one partition, by id in code-unit order. */
  list(partition: string, range?: Range): Promise<Page<T>>;
  /** True if it is gone now because of this call; false if it had changed or was not there. */
  remove(partition: string, id: string, expected: ETag): Promise<boolean>;
}

/** `unavailable`: nothing was written. `unknown`: it may have been. */
export class StoreError extends Error {
  readonly code: 'unavailable' | 'unknown';
  constructor(code: 'unavailable' | 'unknown', options: { cause: unknown }) {
    super(`store ${code}`, options);
    this.name = 'StoreError';
    this.code = code;
  }
}
