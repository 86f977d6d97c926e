import type { ClientId } from '../domain/ids.ts';
import type { ClientDocument } from '../state/client-document.ts';
import type { ETag, PutResult, Stored } from '../state/documents.ts';
import type { Store } from '../state/store.ts';
import type { Latest } from './latest.ts';

/** How a turn comes by a client's document, and commits it. */
export interface TurnDocuments {
  /**
   * The home's own; where no other process writes, the last that a turn here wrote, which its ETag vouches for when it
   * commits. `fresh`: for a turn that may find nothing to commit.
   */
  load(client: ClientId, fresh: boolean): Promise<Stored<ClientDocument> | undefined>;
  write(client: ClientId, document: ClientDocument, etag: ETag): Promise<PutResult>;
}

export const turnDocuments = ({
  store,
  latest,
  left,
}: {
  readonly store: Store;
  readonly latest: Pick<Latest<Stored<ClientDocument>>, 'take'>;
  /** A commit that nobody waited for, or whose outcome is unknown, may have left something to do. */
  readonly left: (client: ClientId) => void;
}): TurnDocuments => ({
  async load(client, fresh) {
    const last = latest.take(client);
    return (store.shared || fresh ? undefined : last) ?? (await store.clients.get(client, client));
  },
  async write(client, document, etag) {
    try {
      const put = await store.clients.put(client, document, etag);
      if (put.ok && document.pending.length > 0) left(client);
      return put;
    } catch (error) {
      left(client);
      throw error;
    }
  },
});
