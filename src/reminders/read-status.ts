import type { SendResult } from './notifier.ts';

/** What a connector's HTTP status means for a message; `undefined` when there was no answer. */
export function readStatus(status: number | undefined, retryAfterMs?: number): SendResult {
  if (status === undefined) return { kind: 'unknown' };
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (again.has(status)) {
    return { kind: 'again', status, ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) };
  }
  if (status === 403 || status === 404) return { kind: 'gone' };
  return status >= 400 && status < 500 ? { kind: 'refused' } : { kind: 'unknown' };
}

const again = new Set([412, 429, 502, 504]);
