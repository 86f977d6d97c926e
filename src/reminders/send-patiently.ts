import type { DeliveryEnd } from '../domain/reminder-life.ts';
import type { Notifier, ReminderMessage, SendResult } from './notifier.ts';
import type { Limiter } from './token-bucket.ts';

export interface SendParts {
  readonly notifier: Pick<Notifier, 'send'>;
  readonly limiter: Limiter;
  readonly wait: (ms: number) => Promise<void>;
  /** From 0 up to but not including 1. */
  readonly random: () => number;
  /** Nothing is tried again once it is aborted, and nothing new is begun. */
  readonly signal?: AbortSignal;
}

const attempts = 5;
/** Milliseconds. The least of them keeps one conversation far below seven messages a second. */
const leastWait = 500;
const mostWait = 30_000;

/**
 * Hands one message to the channel, and again with growing pauses as long as it says that it did not take it. The
 * first attempt is the caller's to hold to the limit, before anything is recorded. Never throws.
 */
export async function sendPatiently(parts: SendParts, message: ReminderMessage): Promise<DeliveryEnd> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await attemptOnce(parts, message);
    if (result.kind !== 'again') return endOf(result.kind);
    // a gateway that gives up may have passed it on
    const givenUp = result.status >= 500 ? ({ status: 'unknown' } as const) : busy;
    if (attempt === attempts) return givenUp;
    const pause = Math.min(mostWait, leastWait * 2 ** attempt);
    const asked = Math.min(mostWait, Math.max(leastWait, result.afterMs ?? 0));
    await parts.wait(Math.max(asked, pause / 2) + (pause / 2) * parts.random());
    await parts.limiter.take();
    if (parts.signal?.aborted) return givenUp;
  }
}

const busy = { status: 'failed', why: 'busy' } as const;

async function attemptOnce({ notifier }: SendParts, message: ReminderMessage): Promise<SendResult> {
  try {
    return await notifier.send(message);
  } catch {
    return { kind: 'unknown' };
  }
}

function endOf(kind: Exclude<SendResult['kind'], 'again'>): DeliveryEnd {
  switch (kind) {
    case 'sent':
    case 'unknown':
      return { status: kind };
    case 'gone':
      return { status: 'failed', why: 'channel-gone' };
    case 'unreachable':
    case 'refused':
      return { status: 'failed', why: kind };
  }
}
