import { beginAttempt, endAttempt, isDue, isOver, type Attempted } from '../domain/delivery-life.ts';
import type { AlertDelivery } from '../domain/delivery.ts';
import type { Instant } from '../domain/ids.ts';
import type { Stored } from '../state/documents.ts';
import type { Store } from '../state/store.ts';
import { upsert } from '../state/upsert.ts';
import type { AlertMessage, AlertNotifier } from './alert-notifier.ts';

export interface AttemptParts {
  readonly store: Pick<Store, 'deliveries'>;
  /** Names this process. */
  readonly worker: string;
  readonly now: () => Instant;
  /** From 0 up to but not including 1. */
  readonly random: () => number;
}

/** Milliseconds: longer than any attempt takes. */
const leaseMs = 2 * 60_000;

/**
 * One attempt at a delivery whose time has come: taken under its ETag and on record as being sent, then sent, then what came of
 * it. Whoever's lease was taken over meanwhile is not heard. Returns how it stands.
 */
export async function attemptDelivery(
  { store, worker, now, random }: AttemptParts,
  { document, etag }: Stored<AlertDelivery>,
  {
    notifier,
    message,
    until,
  }: {
    readonly notifier: AlertNotifier;
    readonly message: AlertMessage;
    /** See `endAttempt`. */
    readonly until: Instant | undefined;
  },
): Promise<AlertDelivery> {
  if (!isDue(document, now())) return document;
  const taken = beginAttempt(document, { worker, now: now(), leaseMs });
  const put = await store.deliveries.put(document.client, taken, etag);
  if (!put.ok || isOver(taken)) return put.ok ? taken : document;
  const result = await attempt(notifier, message);
  const ended = await upsert(
    store.deliveries,
    document.client,
    document.id,
    (current) =>
      current && endAttempt(current, { token: taken.token, result, now: now(), until, random: random() }),
  );
  return ended ?? taken;
}

async function attempt(notifier: AlertNotifier, message: AlertMessage): Promise<Attempted> {
  try {
    return await notifier.tell(message);
  } catch {
    return { kind: 'unknown' };
  }
}
