import type { ClientId, Instant } from '../domain/ids.ts';
import type { Auditor } from './audit/auditor.ts';
import { changeDocument, type LeftPending } from './change-document.ts';
import { withClient, type ClientDocument } from './client-document.ts';
import type { Store } from './store.ts';

export interface DeviceParts extends LeftPending {
  readonly store: Store;
  readonly auditor: Auditor;
}

/** The client's document with a device that was added, which the others are to be told of. Repeating it changes nothing. */
export function withDevice(
  current: ClientDocument,
  { user, now, auditor }: { readonly user: string; readonly now: Instant; readonly auditor: Auditor },
): ClientDocument {
  const { client } = current;
  if (client.newDevice?.user === user) return current;
  const newDevice = { user, at: now, greeted: false };
  return {
    ...withClient(current, { ...client, newDevice }),
    audit: auditor.append(current.audit, {
      at: now,
      actor: { role: 'client', id: client.id },
      action: 'create',
      record: 'device',
      outcome: 'success',
    }),
  };
}

/** Somebody came in by an invite: where the client has written before, that is another device, or the same one anew. */
export async function noteDevice(
  { store, auditor, ...parts }: DeviceParts,
  { client, user, now }: { readonly client: ClientId; readonly user: string; readonly now: Instant },
): Promise<void> {
  await changeDocument(
    store,
    client,
    (current) => (current.transcript.last > 0 ? withDevice(current, { user, now, auditor }) : undefined),
    parts,
  );
}
