import type { Client } from '../domain/client.ts';
import type { ClientId } from '../domain/ids.ts';
import type { ClientDocument } from './client-document.ts';
import { project } from './project.ts';
import type { Store } from './store.ts';
import { upsert } from './upsert.ts';

/** A new client's document, before anybody has written to them. */
export function newClientDocument(client: Client): ClientDocument {
  return {
    id: client.id,
    schema: 1,
    revision: 1,
    client,
    dialogs: { dialogStack: [] },
    ledger: [],
    transcript: { last: 0, entries: [] },
    delivered: 0,
    pending: [{ kind: 'project', checkIns: [], alerts: [] }],
  };
}

/**
 * The therapist's way to change a client: pure `change` on the latest version, under its ETag, with the caseload
 * brought up to date. A `change` that returns `undefined` writes nothing. Returns the client as they stand now, or
 * `undefined` when there is none.
 */
export async function changeClient(
  store: Store,
  id: ClientId,
  change: (client: Client) => Client | undefined,
): Promise<Client | undefined> {
  let refused = false;
  const written = await upsert(store.clients, id, id, (current): ClientDocument | undefined => {
    const client = current && change(current.client);
    refused = !client;
    if (!client) return undefined;
    return {
      ...current,
      client,
      revision: current.revision + 1,
      pending: [
        ...current.pending,
        { kind: 'project', checkIns: [], alerts: client.alerts.map((alert) => alert.id) },
      ],
    };
  });
  if (!written || refused) return written?.client;
  await project(store, written);
  await clearPending(store, written);
  return written.client;
}

/** Takes off what was performed at this revision; a later commit's effects stay. */
export async function clearPending(store: Store, performed: ClientDocument): Promise<void> {
  const stored = await store.clients.get(performed.id, performed.id);
  if (stored?.document.revision !== performed.revision) return;
  await store.clients.put(performed.id, { ...stored.document, pending: [] }, stored.etag);
}
