import type { Instant } from '../domain/ids.ts';
import { isAllowed, type Person } from '../domain/rights.ts';
import { anchorPartition } from './audit/anchor-trails.ts';
import type { Auditor } from './audit/auditor.ts';
import { auditTherapist } from './audit-therapist.ts';
import { readDeadLetters } from './read-dead-letters.ts';
import { clinicPartition, type ClinicDocument, type DeadLetter, type Store } from './store.ts';

/** What an operator sees of the records: how the installation stands, and nothing of any client. */
export interface Operation {
  readonly clinic: Pick<ClinicDocument, 'helplinesConfirmed' | 'countries' | 'restoredAt' | 'seeded'>;
  /** `YYYY-MM-DD` on which the audit's chains were last anchored. */
  readonly anchoredOn?: string;
  /** Of the last 30 days: when, and why; of whom or about whom is not said. */
  readonly deadLetters: readonly Pick<DeadLetter, 'at' | 'why'>[];
}

/** The installation for an operator, on record before it is shown; `undefined`, on record too, for anybody else. */
export async function readOperation(
  parts: { readonly store: Store; readonly auditor: Auditor; readonly now: () => Instant },
  person: Person,
): Promise<Operation | undefined> {
  const { store, now } = parts;
  const allowed = isAllowed(person, { kind: 'operation' });
  await auditTherapist(parts, person.id, {
    at: now(),
    actor: { role: 'operator', id: person.id },
    action: 'read',
    record: 'operation',
    outcome: allowed ? 'success' : 'refused',
  });
  if (!allowed) return undefined;
  const [clinic, anchors, deadLetters] = await Promise.all([
    store.clinic.get(clinicPartition, 'clinic'),
    store.anchors.list(anchorPartition, { order: 'descending', limit: 1 }),
    readDeadLetters(store, now()),
  ]);
  const anchoredOn = anchors.documents[0]?.document.id.slice(0, 10);
  const { helplinesConfirmed, countries, restoredAt, seeded = 'empty' } = clinic?.document ?? {};
  return {
    clinic: {
      seeded,
      ...(helplinesConfirmed && { helplinesConfirmed }),
      ...(countries && { countries }),
      ...(restoredAt !== undefined && { restoredAt }),
    },
    ...(anchoredOn !== undefined && { anchoredOn }),
    deadLetters: deadLetters.map(({ at, why }) => ({ at, why })),
  };
}
