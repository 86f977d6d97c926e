import type { AuditEvent } from '../domain/audit-event.ts';
import type { Instant } from '../domain/ids.ts';
import type { Person } from '../domain/rights.ts';
import type { Auditor } from './audit/auditor.ts';
import { beginTrail } from './audit/begin-trail.ts';
import { clinicChain } from './audit/chains.ts';
import { clinicPartition, type ClinicDocument, type Store } from './store.ts';
import { upsert } from './upsert.ts';

/** Puts who is on duty in the place of who was, with who said so in the clinic's chain. */
export async function setRota(
  { store, auditor }: { readonly store: Pick<Store, 'clinic'>; readonly auditor: Pick<Auditor, 'append'> },
  {
    rota,
    by,
    at,
  }: {
    readonly rota: NonNullable<ClinicDocument['rota']>;
    readonly by: Person;
    readonly at: Instant;
  },
): Promise<void> {
  const event: AuditEvent = {
    at,
    actor: { role: by.roles.includes('supervisor') ? 'supervisor' : 'operator', id: by.id },
    action: 'update',
    record: 'rota',
    outcome: 'success',
  };
  await upsert(
    store.clinic,
    clinicPartition,
    'clinic',
    (current) =>
      current && {
        ...current,
        rota,
        audit: auditor.append(current.audit ?? beginTrail(clinicChain), event),
      },
  );
}
