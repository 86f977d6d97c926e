import type { TherapistId } from '../domain/ids.ts';
import { clearPending } from './change-client.ts';
import { project } from './project.ts';
import type { Store } from './store.ts';

/**
 * Performs what a crash left undone between a commit and its effects, for every client of a therapist.
 * @returns for how many clients there was something.
 */
export async function performPending(store: Store, therapist: TherapistId): Promise<number> {
  let count = 0;
  for (let after: string | undefined; ;) {
    const { documents, next } = await store.caseload.list(therapist, after === undefined ? {} : { after });
    for (const { document } of documents) {
      const stored = await store.clients.get(document.id, document.id);
      if (!stored || stored.document.pending.length === 0) continue;
      await project(store, stored.document);
      await clearPending(store, stored.document);
      count += 1;
    }
    if (next === undefined) return count;
    after = next;
  }
}
