import { StoreError } from '../documents.ts';
import type { Patience } from './attempts.ts';

/** What the collections of one store share: its clock, its patience, and that it may be closed. */
export class CosmosHome {
  readonly #patience: Patience;
  readonly #underWay = new Set<Promise<unknown>>();
  #closed = false;
  /** Milliseconds since 1970. */
  readonly now: () => number;

  constructor({ patience, now }: { readonly patience: Patience; readonly now: () => number }) {
    this.#patience = patience;
    this.now = now;
  }

  async perform<R>(operation: (patience: Patience) => Promise<R>): Promise<R> {
    if (this.#closed) throw new StoreError('unavailable', { cause: new Error('the store is closed') });
    const running = operation(this.#patience);
    this.#underWay.add(running);
    try {
      return await running;
    } finally {
      this.#underWay.delete(running);
    }
  }

  /** Takes no more operations and resolves when those under way have ended. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#underWay);
  }
}
