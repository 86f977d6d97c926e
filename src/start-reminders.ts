import { setTimeout as wait } from 'node:timers/promises';
import type { Instant } from './domain/ids.ts';
import type { Log } from './log.ts';
import type { ReminderConfig } from './read-reminder-settings.ts';
import { enlistClients } from './reminders/enlist-clients.ts';
import type { Notifier } from './reminders/notifier.ts';
import { tick } from './reminders/tick.ts';
import { createTokenBucket } from './reminders/token-bucket.ts';
import type { Store } from './state/store.ts';

export interface RemindersParts {
  readonly store: Store;
  readonly notifier: Notifier;
  readonly settings: ReminderConfig;
  /** When the store was made from a backup. */
  readonly restoredAt?: Instant | undefined;
  readonly now: () => Instant;
  readonly log: Log;
  /** Milliseconds between two looks at what is due. */
  readonly everyMs?: number;
}

/** Milliseconds. */
const usuallyEvery = 30_000;
/** Whom a crash kept off the list is put on it again by the next look at everybody. */
const everybodyEvery = 6 * 3_600_000;
/** Longer than all attempts at one message take. */
const leaseMs = 5 * 60_000;
const concurrency = 64;
const longestStopMs = 5_000;

/**
 * Sees to what is due, now and every half minute; any number of instances may. Never throws: what fails is in the log,
 * without whom it was about, and is tried again.
 * @returns how to stop: nothing is begun after that, and it resolves when what was under way is on record.
 */
export function startReminders(parts: RemindersParts): () => Promise<void> {
  const { store, notifier, settings, restoredAt, now, log, everyMs = usuallyEvery } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (ms: number): Promise<void> =>
    wait(ms, undefined, { signal, ref: false }).catch(() => undefined);
  const limiter = createTokenBucket({
    perSecond: settings.perSecond,
    now: () => performance.now(),
    wait: pause,
  });
  const running = run();
  return async () => {
    stopping.abort();
    await Promise.race([running, wait(longestStopMs, undefined, { ref: false })]);
  };

  async function run(): Promise<void> {
    let everybodyAt = Number.NEGATIVE_INFINITY;
    while (!signal.aborted) {
      try {
        if (performance.now() - everybodyAt >= everybodyEvery) {
          await enlistClients(store, now(), signal);
          everybodyAt = performance.now();
        }
        await tick({
          store,
          notifier,
          limiter,
          calendar: settings,
          now,
          wait: pause,
          random: Math.random,
          leaseMs,
          concurrency,
          signal,
          failed: (error) => log.warn('reminder-not-seen-to', { error }),
          ...(restoredAt !== undefined && { restoredAt }),
        });
      } catch (error) {
        // one that is under way when the store closes is seen to at the next start
        if (!signal.aborted) log.error('reminders-not-seen-to', { error });
      }
      await pause(everyMs);
    }
  }
}
