import type { Instant } from '../domain/ids.ts';
import { everyClient } from '../state/every-client.ts';
import type { Store } from '../state/store.ts';
import { enlistClient } from './enlist-client.ts';

/** Puts every joined client's next reminder on the list where it is not: at a start, and some times a day. */
export async function enlistClients(
  store: Pick<Store, 'therapists' | 'caseload' | 'clients' | 'dueReminders'>,
  now: Instant,
  signal?: AbortSignal,
): Promise<void> {
  for await (const { id, status } of everyClient(store)) {
    if (signal?.aborted) return;
    if (status !== 'joined') continue;
    const stored = await store.clients.get(id, id);
    if (stored) await enlistClient(store, stored.document.client, now);
  }
}
