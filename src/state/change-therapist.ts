import type { AuditEvent } from '../domain/audit-event.ts';
import type { TherapistId } from '../domain/ids.ts';
import type { Auditor } from './audit/auditor.ts';
import { beginTrail } from './audit/begin-trail.ts';
import { therapistChain } from './audit/chains.ts';
import { fileTrail } from './audit/file-trail.ts';
import type { AuditTrail } from './audit/trail.ts';
import { withoutFiled } from './audit/without-filed.ts';
import { StoreError } from './documents.ts';
import { clinicPartition, type Store, type TherapistDocument } from './store.ts';

/** So many unfiled events, or clients named in them, are filed before another is added. */
const filedAt = { events: 10, clients: 500 } as const;

export interface ChangeTherapistParts {
  readonly store: Pick<Store, 'therapists' | 'audit'>;
  readonly auditor: Auditor;
}

/**
 * Changes a therapist's record by a pure `change` of the latest version, with what happened in their own chain, in the
 * same commit. Where `change` returns `undefined` nothing is written. Returns the record as it stands now, or
 * `undefined` when there is none; throws a `StoreError` when it could not be written: then it is not audited either.
 */
export async function changeTherapist(
  { store, auditor }: ChangeTherapistParts,
  id: TherapistId,
  change: (
    current: TherapistDocument,
  ) => { readonly next: TherapistDocument; readonly event: AuditEvent } | undefined,
): Promise<TherapistDocument | undefined> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const stored = await store.therapists.get(clinicPartition, id);
    if (!stored) return undefined;
    const changed = change(stored.document);
    if (!changed) return stored.document;
    const trail = stored.document.audit ?? beginTrail(therapistChain(id));
    const filed = isLong(trail) ? withoutFiled(trail, await fileTrail(store, trail)) : trail;
    const document = { ...changed.next, audit: auditor.append(filed, changed.event) };
    if ((await store.therapists.put(clinicPartition, document, stored.etag)).ok) return document;
  }
  throw new StoreError('unavailable', { cause: new Error('a therapist document kept changing') });
}

const isLong = ({ unfiled }: AuditTrail): boolean =>
  unfiled.length >= filedAt.events ||
  unfiled.reduce((sum, { clients }) => sum + (clients?.length ?? 0), 0) >= filedAt.clients;
