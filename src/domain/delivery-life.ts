import type { AlertDelivery, DeliveryFault } from './delivery.ts';
import type { Instant } from './ids.ts';

/** What came of one attempt. `unsure` beside `again`: it was perhaps passed on all the same. */
export type Attempted =
  | { readonly kind: 'sent'; readonly message?: string }
  | { readonly kind: 'again'; readonly afterMs?: number; readonly unsure?: true }
  | { readonly kind: 'failed'; readonly why: DeliveryFault }
  | { readonly kind: 'unknown' };

/** Milliseconds. Days beside it: how long what has ended is kept. */
const pauses = { shortest: 30_000, longest: 15 * 60_000, longestAsked: 60 * 60_000 } as const;
const keptDays = 90;
/** So many attempts that may have arrived, and it is left at that. */
const mostUnsure = 6;

/** Whether there is something to do for it now: its time has come, or whoever was at it is no more. */
export function isDue({ status, notBefore, lease }: AlertDelivery, now: Instant): boolean {
  if (status === 'queued') return notBefore === undefined || notBefore <= now;
  return status === 'sending' && (lease === undefined || lease.until <= now);
}

/** It stays as it is. */
export const isOver = ({ status }: AlertDelivery): boolean => status !== 'queued' && status !== 'sending';

/** When there is next something to do for it; `undefined` when it is over. */
export function dueAt({ status, notBefore, lease, queuedAt }: AlertDelivery): Instant | undefined {
  if (status === 'queued') return notBefore ?? queuedAt;
  return status === 'sending' ? lease?.until : undefined;
}

/**
 * Takes one for an attempt. A lease that ran out is taken over with a higher token, and counts as an attempt that may have
 * arrived: when there were too many of these it ends as `unknown` instead.
 */
export function beginAttempt(
  delivery: AlertDelivery,
  { worker, now, leaseMs }: { readonly worker: string; readonly now: Instant; readonly leaseMs: number },
): AlertDelivery {
  const unsure = delivery.unsure + lostWith(delivery);
  if (unsure >= mostUnsure) return end({ ...delivery, unsure }, 'unknown', now);
  const token = delivery.token + 1;
  const { notBefore: _, ...rest } = delivery;
  return {
    ...rest,
    status: 'sending',
    at: now,
    unsure,
    token,
    lease: { worker, token, until: later(now, leaseMs) },
  };
}

/**
 * What came of an attempt; `undefined` when somebody else has taken it over since, whose word counts.
 * `until`: after that it is not tried again; absent where there is another channel, and a few attempts are enough. `random`: from 0 up to but not including 1.
 */
export function endAttempt(
  delivery: AlertDelivery,
  {
    token,
    result,
    now,
    until,
    random,
  }: {
    readonly token: number;
    readonly result: Attempted;
    readonly now: Instant;
    readonly until: Instant | undefined;
    readonly random: number;
  },
): AlertDelivery | undefined {
  if (delivery.status !== 'sending' || delivery.lease?.token !== token) return undefined;
  if (result.kind === 'sent')
    return end(
      { ...delivery, ...(result.message !== undefined && { message: result.message }) },
      'sent',
      now,
    );
  if (result.kind === 'failed') return end({ ...delivery, why: result.why }, 'failed', now);
  const isUnsure = result.kind === 'unknown' || result.unsure === true;
  const unsure = delivery.unsure + (isUnsure ? 1 : 0);
  if (unsure >= mostUnsure) return end({ ...delivery, unsure }, 'unknown', now);
  const isSpent = until === undefined ? token >= fewAttempts : now >= until;
  if (isSpent)
    return unsure > 0
      ? end({ ...delivery, unsure }, 'unknown', now)
      : end({ ...delivery, why: 'busy' }, 'failed', now);
  const pause = Math.min(pauses.longest, pauses.shortest * 2 ** Math.min(token - 1, 10));
  const asked = result.kind === 'again' ? Math.min(result.afterMs ?? 0, pauses.longestAsked) : 0;
  const { lease: _, ...rest } = delivery;
  return {
    ...rest,
    status: 'queued',
    at: now,
    unsure,
    notBefore: later(now, Math.max(asked, pause / 2) + (pause / 2) * random),
  };
}

/** Where another channel is left. */
const fewAttempts = 4;

/** Nobody needs it any more; what is under way may arrive. */
export const withdraw = (delivery: AlertDelivery, now: Instant): AlertDelivery =>
  delivery.status === 'queued' && delivery.unsure === 0
    ? end({ ...delivery, why: 'withdrawn' }, 'failed', now)
    : leave(delivery, now);

/** It may have been sent and is not sent again. */
export const leave = (delivery: AlertDelivery, now: Instant): AlertDelivery =>
  end({ ...delivery, unsure: Math.max(1, delivery.unsure + lostWith(delivery)) }, 'unknown', now);

/** That the person has opened what it was about; `undefined` where it never reached them or that is known. */
export const noteSeen = (delivery: AlertDelivery, now: Instant): AlertDelivery | undefined =>
  (delivery.status === 'sent' || delivery.status === 'unknown') && delivery.seenAt === undefined
    ? { ...delivery, seenAt: now }
    : undefined;

/** An attempt under way whose end nobody will hear of may have arrived. */
const lostWith = ({ status }: AlertDelivery): number => (status === 'sending' ? 1 : 0);

function end(delivery: AlertDelivery, status: 'sent' | 'failed' | 'unknown', now: Instant): AlertDelivery {
  const { lease: _lease, notBefore: _notBefore, ...rest } = delivery;
  return { ...rest, status, at: now, expiresAt: later(now, keptDays * 86_400_000) };
}

const later = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + Math.round(ms)).toISOString();
