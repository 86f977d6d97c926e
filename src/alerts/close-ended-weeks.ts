import type { Instant } from '../domain/ids.ts';
import type { Instrument } from '../domain/instrument/instrument.ts';
import type { Auditor } from '../state/audit/auditor.ts';
import { changeDocument, type LeftPending } from '../state/change-document.ts';
import { withClient, type ClientDocument } from '../state/client-document.ts';
import { everyClient } from '../state/every-client.ts';
import type { Store } from '../state/store.ts';
import type { AlertRules } from './alert-rules.ts';
import { closeWeek } from './close-week.ts';

/**
 * Closes the ended weeks of all clients who have not come back since: a half-answered low week must not wait for
 * the client to write again, and a week in which nobody came has been missed.
 * One client whose document cannot be read or written does not keep the others from it.
 * @param failed told of each that failed; by default the first ends it
 * @returns how many clients' weeks were closed.
 */
export async function closeEndedWeeks(
  { store, auditor, ...parts }: LeftPending & { readonly store: Store; readonly auditor: Auditor },
  {
    now,
    instrument,
    instrumentAt,
    rules,
    failed = rethrow,
  }: {
    now: Instant;
    failed?: (error: unknown) => void;
    instrument: Instrument;
    instrumentAt: (id: string, version: string) => Instrument | undefined;
    rules: AlertRules;
  },
): Promise<number> {
  let count = 0;
  for await (const { id, weekEndsAt } of everyClient(store)) {
    if (weekEndsAt === undefined || weekEndsAt > now) continue;
    try {
      let closed = false;
      await changeDocument(
        store,
        id,
        (current) => {
          const next = afterClosing(current);
          closed = next !== undefined;
          return next;
        },
        parts,
      );
      if (closed) count += 1;
    } catch (error) {
      failed(error);
    }
  }
  return count;

  function afterClosing(current: ClientDocument): ClientDocument | undefined {
    const { client, closed } = closeWeek(current.client, { now, instrument, instrumentAt, rules });
    if (closed.length === 0) return undefined;
    return {
      ...withClient(current, client, { closed }),
      dialogs: { dialogStack: [] },
      asked: undefined,
      answered: undefined,
      transcript: { ...current.transcript, entries: [] },
      audit: auditor.append(current.audit, {
        at: now,
        actor: { role: 'system', id: 'week' },
        action: 'update',
        record: 'check-in',
        outcome: 'success',
      }),
    };
  }
}

const rethrow = (error: unknown): never => {
  throw error;
};
