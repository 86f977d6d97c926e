import type { Client } from '../domain/client.ts';
import type { Instant } from '../domain/ids.ts';
import type { Store } from '../state/store.ts';
import { lineUp } from './due-list.ts';
import { nextInstant } from './next-instant.ts';

/**
 * Puts a joined client's next reminder on the list: when they joined or moved their day, and now and then, in case a
 * crash kept it off. Safe to repeat. What is listed for a day that they have left is dropped when its time comes.
 */
export async function enlistClient(
  store: Pick<Store, 'dueReminders'>,
  { id, status, due }: Pick<Client, 'id' | 'status' | 'due'>,
  now: Instant,
): Promise<void> {
  if (status !== 'joined' || !due) return;
  await lineUp(store, { client: id, step: 'reminder', ...nextInstant(due, now) });
}
