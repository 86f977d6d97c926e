import type { Log } from '../log.ts';
import type { Stored } from '../state/documents.ts';
import { clinicPartition, noticePartition, type AlertNotice } from '../state/store.ts';
import { attendNotice, type AttendParts } from './attend-notice.ts';

/** Of a page, and seen to at once. */
const most = { page: 1000, atOnce: 10 } as const;

export interface TellParts extends AttendParts {
  readonly log: Log;
}

/**
 * Sees to all alerts that wait for somebody to act and whose time to be looked at has come; any number of instances may. What is
 * told is how an alert stands now; of one that somebody acted on nothing is told. Never throws.
 */
export async function tellTherapists(parts: TellParts): Promise<void> {
  const { store, log, now } = parts;
  let failed = 0;
  let latest: unknown;
  const failure = (error: unknown): void => {
    failed += 1;
    latest = error;
  };
  try {
    const waiting = await dueNotices(parts);
    if (waiting.length === 0) return;
    const clinic = (await store.clinic.get(clinicPartition, 'clinic'))?.document;
    const queue = waiting.values();
    const worker = async (): Promise<void> => {
      for (const stored of queue) await attendNotice(parts, stored, clinic).catch(failure);
    };
    await Promise.all(Array.from({ length: most.atOnce }, worker));
  } catch (error) {
    failure(error);
  }
  if (failed > 0) log.error('alert-notices-wait', { count: failed, error: latest });

  async function dueNotices({ store: { alertNotices } }: TellParts): Promise<Stored<AlertNotice>[]> {
    const found: Stored<AlertNotice>[] = [];
    for (let after: string | undefined; ;) {
      const page = await alertNotices.list(noticePartition, {
        limit: most.page,
        ...(after !== undefined && { after }),
      });
      found.push(
        ...page.documents.filter(
          ({ document: { notBefore } }) => notBefore === undefined || notBefore <= now(),
        ),
      );
      if (page.next === undefined) return found;
      after = page.next;
    }
  }
}
