import type { Documents } from '../../src/state/documents.ts';
import type { Store } from '../../src/state/store.ts';

/** The process is gone: nothing it began goes any further. */
export class Died extends Error {}

export interface Life {
  /** May end the process here. Throws `Died` from then on. */
  risk(): void;
  readonly alive: boolean;
}

/** A process that ends with this probability at each of its risks. */
export function beginLife(random: () => number, probability: number): Life {
  let alive = true;
  return {
    risk() {
      if (alive && random() < probability) alive = false;
      if (!alive) throw new Died('the process is gone');
    },
    get alive() {
      return alive;
    },
  };
}

/** Documents as a process sees them that may die before each request, and after it was done and before it knows. */
export function mortalDocuments<T extends { readonly id: string }>(
  documents: Documents<T>,
  life: Life,
): Documents<T> {
  return {
    get: (...given) => through(() => documents.get(...given)),
    put: (...given) => through(() => documents.put(...given)),
    list: (...given) => through(() => documents.list(...given)),
    remove: (...given) => through(() => documents.remove(...given)),
  };

  async function through<R>(request: () => Promise<R>): Promise<R> {
    life.risk();
    const result = await request();
    life.risk();
    return result;
  }
}

/** What of the store reminders need, in the same way. */
export const mortalStore = (
  store: Store,
  life: Life,
): Pick<Store, 'clients' | 'reminders' | 'dueReminders'> => ({
  clients: mortalDocuments(store.clients, life),
  reminders: mortalDocuments(store.reminders, life),
  dueReminders: mortalDocuments(store.dueReminders, life),
});
