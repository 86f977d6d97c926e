import type { Instant } from '../domain/ids.ts';
import type { Log } from '../log.ts';
import type { ETag, Stored } from '../state/documents.ts';
import { clinicPartition, noticePartition, type AlertNotice, type Store } from '../state/store.ts';
import type { AlertMessage, AlertNotifier, TellResult } from './alert-notifier.ts';

/** Looked at in one round, and at once. */
const most = { round: 1000, atOnce: 10 } as const;
/** Milliseconds. An attempt is over in the shortest pause. */
const pauses = { shortest: 60_000, longest: 15 * 60_000 } as const;
/** Milliseconds after which an alert is left to the workspace. */
const givenUpAfter = 24 * 60 * 60_000;

export interface TellParts {
  readonly store: Pick<Store, 'alertNotices' | 'clients' | 'therapists' | 'clinic'>;
  readonly notifier: AlertNotifier;
  readonly now: () => Instant;
  readonly log: Log;
}

/**
 * Tells therapists of the alerts that wait for it. Each is on record before, is taken under its ETag, and goes from
 * there when it was told: at least once, whatever crashes, from any number of instances. What is told is how the alert
 * stands now; one that was acknowledged meanwhile is not told at all. Never throws.
 */
export async function tellTherapists(parts: TellParts): Promise<void> {
  const { store, log } = parts;
  let failed = 0;
  let latest: unknown;
  try {
    const { documents } = await store.alertNotices.list(noticePartition, { limit: most.round });
    if (documents.length === 0) return;
    const restoredAt = (await store.clinic.get(clinicPartition, 'clinic'))?.document.restoredAt ?? '';
    const waiting = documents.values();
    const worker = async (): Promise<void> => {
      for (const stored of waiting) {
        try {
          await tell(parts, stored, restoredAt);
        } catch (error) {
          failed += 1;
          latest = error;
        }
      }
    };
    await Promise.all(Array.from({ length: most.atOnce }, worker));
  } catch (error) {
    failed += 1;
    latest = error;
  }
  if (failed > 0) log.error('alert-notices-wait', { count: failed, error: latest });
}

async function tell(
  parts: TellParts,
  { document: notice, etag }: Stored<AlertNotice>,
  restoredAt: Instant,
): Promise<void> {
  const { store, log, now } = parts;
  const at = Date.parse(now());
  if (notice.notBefore !== undefined && now() < notice.notBefore) return;
  const remove = (expected: ETag) => store.alertNotices.remove(noticePartition, notice.id, expected);
  // what was committed before the backup was made may have been told already
  if (notice.seen < restoredAt) return void (await remove(etag));
  if (at - Date.parse(notice.seen) > givenUpAfter) {
    log.warn('alert-notice-given-up');
    return void (await remove(etag));
  }
  const pause = Math.min(pauses.longest, pauses.shortest * 2 ** notice.tries);
  const taken: AlertNotice = {
    ...notice,
    tries: notice.tries + 1,
    notBefore: new Date(at + pause).toISOString(),
  };
  const put = await store.alertNotices.put(noticePartition, taken, etag);
  if (!put.ok) return;
  const message = await messageOf(store, notice);
  const result = message ? await attempt(parts, message) : 'never';
  if (result === 'refused') log.error('alert-not-taken');
  // one that was renewed meanwhile stays
  if (result !== 'again') await remove(put.etag);
}

/** `undefined` when nobody needs to be told any more. */
async function messageOf(store: TellParts['store'], notice: AlertNotice): Promise<AlertMessage | undefined> {
  const client = (await store.clients.get(notice.client, notice.client))?.document.client;
  const alert = client?.alerts.find(({ id, status }) => id === notice.alert && status === 'open');
  const therapist = client && (await store.therapists.get(clinicPartition, client.therapist))?.document;
  return alert && therapist && { therapist, alert };
}

async function attempt({ notifier, log }: TellParts, message: AlertMessage): Promise<TellResult> {
  try {
    return await notifier.tell(message);
  } catch (error) {
    log.error('alert-not-told', { error });
    return 'again';
  }
}
