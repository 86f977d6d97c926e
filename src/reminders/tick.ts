import type { Stored } from '../state/documents.ts';
import type { DueReminder } from '../state/store.ts';
import { duePartitions, readDue } from './due-list.ts';
import { remind, type RemindParts } from './remind.ts';

export interface TickParts extends RemindParts {
  /** How many are seen to at once. */
  readonly concurrency: number;
  /** Told of each that could not be seen to; it is tried again when its lease has run out. */
  readonly failed: (error: unknown) => void;
}

/**
 * Sees to everything that is due and that nobody else is at. Any number of processes may do it at the same time.
 * Ends when the last of them has, also where the list could not be read on, and throws then.
 * @returns how many were looked at
 */
export async function tick(parts: TickParts): Promise<number> {
  const { store, now, random, concurrency, failed, signal } = parts;
  // each begins elsewhere, so that several are seldom at the same
  const first = Math.floor(random() * duePartitions.length);
  const found = due();
  let count = 0;
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, work));
  const broken = ends.find(({ status }) => status === 'rejected');
  if (broken?.status === 'rejected') throw broken.reason;
  return count;

  async function* due(): AsyncGenerator<Stored<DueReminder>> {
    for (const partition of [...duePartitions.slice(first), ...duePartitions.slice(0, first)]) {
      for await (const page of readDue(store, { partition, now: now() })) yield* page;
    }
  }

  async function work(): Promise<void> {
    for (;;) {
      if (signal?.aborted) return;
      const next = await found.next();
      if (next.done) return;
      count += 1;
      try {
        await remind(parts, next.value);
      } catch (error) {
        failed(error);
      }
    }
  }
}
