import { createHash } from 'node:crypto';
import type { AuditEvent } from '../domain/audit-event.ts';
import { gatherEvidence } from '../domain/gather-evidence.ts';
import { clientId, type ClientId, type Instant, type TherapistId } from '../domain/ids.ts';
import { aStranger } from '../domain/stranger.ts';
import type { Auditor } from './audit/auditor.ts';
import { changeDocument, performOrLeave, type LeftPending } from './change-document.ts';
import { newClientDocument, withClient, type ClientDocument } from './client-document.ts';
import { StoreError } from './documents.ts';
import type { Spooled } from './safety-spool.ts';
import type { Store } from './store.ts';

export interface SafetyAlertParts extends LeftPending {
  readonly store: Store;
  readonly auditor: Auditor;
  /** Who has what no therapist has. */
  readonly rota: TherapistId;
}

/**
 * Puts what was found outside a turn's commit into the safety alert of who wrote it: of the client, or, for somebody
 * no invite was used by, of a record that the clinic's rota gets. Safe to repeat: a message is evidence once, whether its
 * turn was committed or not.
 * @returns whose alert it is in.
 */
export async function raiseSafetyAlert(
  { store, auditor, rota, ...parts }: SafetyAlertParts,
  { channelUser, evidence }: Spooled,
  now: Instant,
): Promise<ClientId> {
  const known = (await store.channelUsers.get(channelUser, channelUser))?.document.client;
  const id = known ?? strangerId(channelUser);
  const gathered = (document: ClientDocument): ClientDocument => {
    const { client } = gatherEvidence(document.client, 'safety', [{ ...evidence, addedAt: now }], now);
    const event: AuditEvent = {
      at: now,
      actor: { role: 'client', id },
      action: 'update',
      record: 'alert',
      outcome: 'success',
    };
    return { ...withClient(document, client), audit: auditor.append(document.audit, event) };
  };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const changed = await changeDocument(
      store,
      id,
      (current) => (isKept(current, evidence.source) ? undefined : gathered(current)),
      parts,
    );
    if (changed) return id;
    const first = gathered(newClientDocument(aStranger(id, rota, now)));
    const put = await store.clients.put(id, first, 'absent');
    if (!put.ok) continue;
    await performOrLeave(store, { document: first, etag: put.etag }, parts);
    return id;
  }
  throw new StoreError('unavailable', { cause: new Error('a record kept appearing and going') });
}

const isKept = ({ client }: ClientDocument, source: string): boolean =>
  client.alerts.some(({ evidence }) =>
    evidence.some((piece) => piece.kind === 'safety' && piece.source === source),
  );

/** Always the same for one channel user, whom it does not tell. */
const strangerId = (channelUser: string): ClientId =>
  clientId(`stranger-${createHash('sha256').update(channelUser).digest('base64url').slice(0, 32)}`);
