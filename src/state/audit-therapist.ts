import type { AuditEvent } from '../domain/audit-event.ts';
import type { TherapistId } from '../domain/ids.ts';
import { changeTherapist, type ChangeTherapistParts } from './change-therapist.ts';
import { StoreError } from './documents.ts';

/** Puts an event at the end of a therapist's own chain. Throws a `StoreError`; then it is not audited. */
export async function auditTherapist(
  parts: ChangeTherapistParts,
  id: TherapistId,
  event: AuditEvent,
): Promise<void> {
  const audited = await changeTherapist(parts, id, (therapist) => ({ next: therapist, event }));
  if (!audited) throw new StoreError('unavailable', { cause: new Error('there is no such therapist') });
}
