import { caseloadEntry } from '../domain/caseload.ts';
import type { ClientDocument } from './client-document.ts';
import type { Store } from './store.ts';
import { upsert } from './upsert.ts';

/**
 * Performs what a commit left pending: copies the named check-ins and alerts into the client's history and
 * brings the caseload line up to this revision. Every write is idempotent, so a crash in the middle costs a repeat.
 */
export async function project(store: Store, document: ClientDocument): Promise<void> {
  const { client, revision } = document;
  const checkIns = new Set(document.pending.flatMap((effect) => effect.checkIns));
  for (const checkIn of client.checkIn ? [...client.recent, client.checkIn] : client.recent) {
    if (checkIns.has(checkIn.id)) await upsert(store.checkIns, client.id, checkIn.id, () => checkIn);
  }
  const alerts = new Set(document.pending.flatMap((effect) => effect.alerts));
  for (const alert of client.alerts) {
    if (alerts.has(alert.id)) await upsert(store.alerts, client.id, alert.id, () => alert);
  }
  await upsert(store.caseload, client.therapist, client.id, (current) =>
    current && current.revision >= revision ? undefined : caseloadEntry(client, revision),
  );
}
