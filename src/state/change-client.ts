import type { AuditEvent } from '../domain/audit-event.ts';
import type { Client } from '../domain/client.ts';
import type { ClientId } from '../domain/ids.ts';
import type { Auditor } from './audit/auditor.ts';
import { changeDocument, type LeftPending } from './change-document.ts';
import { withClient } from './client-document.ts';
import type { Store } from './store.ts';

/**
 * Changes a client by a pure `change` of the latest version, with who did it in the same commit. A `change` that
 * returns `undefined` writes nothing. Returns the client as they stand now, or `undefined` when there is none.
 */
export async function changeClient(
  { store, auditor, ...parts }: LeftPending & { readonly store: Store; readonly auditor: Auditor },
  id: ClientId,
  change: (client: Client) => Client | undefined,
  event: AuditEvent,
): Promise<Client | undefined> {
  const document = await changeDocument(
    store,
    id,
    (current) => {
      const client = change(current.client);
      return client && { ...withClient(current, client), audit: auditor.append(current.audit, event) };
    },
    parts,
  );
  return document?.client;
}
