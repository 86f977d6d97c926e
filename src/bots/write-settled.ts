import type { ClientId } from '../domain/ids.ts';
import type { ClientDocument } from '../state/client-document.ts';
import { StoreError, type PutResult, type Stored } from '../state/documents.ts';
import { performEffects } from '../state/perform-effects.ts';
import type { Store } from '../state/store.ts';
import type { Latest } from './latest.ts';
import type { Settlements } from './settlements.ts';
import type { TurnPoint } from './turn-points.ts';

const attempts = 8;

/** Does what is left to be done in a client's document, and writes what is known to be done. Rejects if it cannot. */
export async function writeSettled(
  {
    store,
    latest,
    settlements,
    at,
  }: {
    readonly store: Store;
    readonly latest: Latest<Stored<ClientDocument>>;
    readonly settlements: Pick<Settlements, 'takeAlong'>;
    readonly at: (point: TurnPoint) => void;
  },
  client: ClientId,
): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = latest.take(client) ?? (await store.clients.get(client, client));
    if (!stored) return;
    const settled = settlements.takeAlong(stored.document);
    const isLeft = settled.pending.length > 0;
    if (isLeft) await performEffects(store, settled);
    const document = isLeft ? { ...settled, pending: [] } : settled;
    if (document === stored.document) return latest.keep(client, stored);
    const put: PutResult = await store.clients.put(client, document, stored.etag);
    if (!put.ok) continue;
    at('settled');
    return latest.keep(client, { document, etag: put.etag });
  }
  throw new StoreError('unavailable', { cause: new Error('a client document kept changing') });
}
