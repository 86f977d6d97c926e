import { performAndClear } from './change-document.ts';
import { everyClient } from './every-client.ts';
import type { Store } from './store.ts';

/**
 * Performs what a crash left undone between a commit and its effects, for every client on a caseload.
 * @returns for how many clients there was something.
 */
export async function performPending(store: Store): Promise<number> {
  let count = 0;
  for await (const { id } of everyClient(store)) {
    const stored = await store.clients.get(id, id);
    if (!stored || stored.document.pending.length === 0) continue;
    await performAndClear(store, stored);
    count += 1;
  }
  return count;
}
