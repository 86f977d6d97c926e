import { StoreError, type Documents, type Stored } from './documents.ts';

interface Versioned {
  readonly id: string;
  readonly schema: number;
}

/**
 * A collection that holds documents of older shapes too: each is read in the shape of today, and written so by the
 * next commit. One that is newer than this program is not touched: reading it throws a `StoreError`, `unavailable`.
 */
export function upgrading<Old extends Versioned, T extends Old>(
  documents: Documents<Old>,
  { schema, upgrade }: { readonly schema: T['schema']; readonly upgrade: (document: Old) => T },
): Documents<T> {
  const read = ({ document, etag }: Stored<Old>): Stored<T> => {
    if (document.schema > schema) {
      throw new StoreError('unavailable', { cause: new Error('a document is newer than this program') });
    }
    return { document: upgrade(document), etag };
  };
  return {
    async get(partition, id) {
      const stored = await documents.get(partition, id);
      return stored && read(stored);
    },
    put: (partition, document, expected) => documents.put(partition, document, expected),
    async list(partition, range) {
      const page = await documents.list(partition, range);
      return { ...page, documents: page.documents.map(read) };
    },
    remove: (partition, id, expected) => documents.remove(partition, id, expected),
  };
}
