import type { AuditEvent } from '../domain/audit-event.ts';
import type { TherapistId } from '../domain/ids.ts';
import type { Auditor } from './audit/auditor.ts';
import { beginTrail } from './audit/begin-trail.ts';
import { therapistChain } from './audit/chains.ts';
import { fileTrail } from './audit/file-trail.ts';
import type { AuditTrail } from './audit/trail.ts';
import { withoutFiled } from './audit/without-filed.ts';
import { StoreError } from './documents.ts';
import { clinicPartition, type Store } from './store.ts';

/** So many unfiled events, or clients named in them, are filed before another is added. */
const filedAt = { events: 10, clients: 500 } as const;

/** Puts an event at the end of a therapist's own chain. Throws a `StoreError`; then it is not audited. */
export async function auditTherapist(
  { store, auditor }: { readonly store: Pick<Store, 'therapists' | 'audit'>; readonly auditor: Auditor },
  id: TherapistId,
  event: AuditEvent,
): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const stored = await store.therapists.get(clinicPartition, id);
    if (!stored) throw new StoreError('unavailable', { cause: new Error('there is no such therapist') });
    const trail = stored.document.audit ?? beginTrail(therapistChain(id));
    const filed = isLong(trail) ? withoutFiled(trail, await fileTrail(store, trail)) : trail;
    const document = { ...stored.document, audit: auditor.append(filed, event) };
    if ((await store.therapists.put(clinicPartition, document, stored.etag)).ok) return;
  }
  throw new StoreError('unavailable', { cause: new Error('a therapist document kept changing') });
}

const isLong = ({ unfiled }: AuditTrail): boolean =>
  unfiled.length >= filedAt.events ||
  unfiled.reduce((sum, { clients }) => sum + (clients?.length ?? 0), 0) >= filedAt.clients;
