import type { AuditEvent } from '../domain/audit-event.ts';
import type { Auditor } from './audit/auditor.ts';
import { beginTrail } from './audit/begin-trail.ts';
import { clinicChain } from './audit/chains.ts';
import { clinicPartition, type Store } from './store.ts';
import { upsert } from './upsert.ts';

/** Puts a restore that was made since the last start into the clinic's chain, once. */
export async function auditRestore(store: Pick<Store, 'clinic'>, auditor: Auditor): Promise<void> {
  await upsert(store.clinic, clinicPartition, 'clinic', (clinic) => {
    if (clinic?.restoredAt === undefined) return undefined;
    const trail = clinic.audit ?? beginTrail(clinicChain);
    const event: AuditEvent = {
      at: clinic.restoredAt,
      actor: { role: 'operator', id: 'restore' },
      action: 'create',
      record: 'store',
      outcome: 'success',
    };
    if (trail.unfiled.some(({ at, record }) => record === 'store' && at === event.at)) return undefined;
    return { ...clinic, audit: auditor.append(trail, event) };
  });
}
