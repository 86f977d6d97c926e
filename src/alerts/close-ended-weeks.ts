import type { Instant, TherapistId } from '../domain/ids.ts';
import type { Instrument } from '../domain/instrument.ts';
import { clearPending } from '../state/change-client.ts';
import type { ClientDocument } from '../state/client-document.ts';
import { project } from '../state/project.ts';
import type { Store } from '../state/store.ts';
import { upsert } from '../state/upsert.ts';
import { closeWeek } from './close-week.ts';

/**
 * Closes the ended weeks of a therapist's clients who have not come back since: a half-answered low week must not
 * wait for the client to write again.
 * @returns how many clients' weeks were closed.
 */
export async function closeEndedWeeks(
  store: Store,
  {
    therapist,
    now,
    instrumentAt,
  }: {
    therapist: TherapistId;
    now: Instant;
    instrumentAt: (id: string, version: string) => Instrument | undefined;
  },
): Promise<number> {
  let count = 0;
  for (let after: string | undefined; ;) {
    const { documents, next } = await store.caseload.list(therapist, after === undefined ? {} : { after });
    for (const { document: entry } of documents) {
      if (entry.weekEndsAt === undefined || entry.weekEndsAt > now) continue;
      let closed = false;
      const written = await upsert(store.clients, entry.id, entry.id, (current) => {
        const next = current && afterClosing(current);
        closed = next !== undefined;
        return next;
      });
      if (!closed || !written) continue;
      await project(store, written);
      await clearPending(store, written);
      count += 1;
    }
    if (next === undefined) return count;
    after = next;
  }

  function afterClosing(current: ClientDocument): ClientDocument | undefined {
    const { client, checkIns, alerts } = closeWeek(current.client, { now, instrumentAt });
    if (checkIns.length === 0) return undefined;
    return {
      ...current,
      client,
      dialogs: { dialogStack: [] },
      asked: undefined,
      answered: undefined,
      transcript: { ...current.transcript, entries: [] },
      revision: current.revision + 1,
      pending: [...current.pending, { kind: 'project', checkIns, alerts }],
    };
  }
}
