import type { Alert } from '../domain/alert.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import { isOver, leave, withdraw } from '../domain/delivery-life.ts';
import type { AlertDelivery } from '../domain/delivery.ts';
import { escalateAlert, nextStep, type ResponseTimes } from '../domain/escalate-alert.ts';
import type { Instant, TherapistId } from '../domain/ids.ts';
import type { Auditor } from '../state/audit/auditor.ts';
import { changeClient } from '../state/change-client.ts';
import type { LeftPending } from '../state/change-document.ts';
import type { Stored } from '../state/documents.ts';
import {
  clinicPartition,
  noticePartition,
  type AlertNotice,
  type ClinicDocument,
  type NoticeRound,
  type Store,
} from '../state/store.ts';
import { upsert } from '../state/upsert.ts';
import { chooseRecipients } from './choose-recipients.ts';
import { isOfRound, tellPerson, type TellPersonParts, type Told } from './tell-person.ts';

export interface AttendParts extends TellPersonParts, LeftPending {
  readonly store: Store;
  readonly auditor: Auditor;
  readonly times: ResponseTimes;
}

/** Milliseconds: nobody else looks meanwhile. After a crash it is looked at again then. */
const claimMs = 3 * 60_000;
/** Of one alert, the latest. */
const mostDeliveries = 500;

/**
 * Sees to one alert that waits: brings the rounds in which people are told as far as they go now, begins the next one where its
 * time has come, and says when to look again. A round is on record before its step is, that before its deliveries, and each
 * of these before it is sent: whatever ends this in between, who comes next goes on from there. Once somebody has acted
 * nothing is sent any more, and the notice goes.
 */
export async function attendNotice(
  parts: AttendParts,
  found: Stored<AlertNotice>,
  clinic: ClinicDocument | undefined,
): Promise<void> {
  const { store, now } = parts;
  let notice: AlertNotice = { ...found.document, notBefore: later(now(), claimMs) };
  const claimed = await store.alertNotices.put(noticePartition, notice, found.etag);
  if (!claimed.ok) return;
  let { etag } = claimed;
  const keep = async (next: AlertNotice): Promise<boolean> => {
    const put = await store.alertNotices.put(noticePartition, next, etag);
    if (!put.ok) return false;
    notice = next;
    ({ etag } = put);
    return true;
  };
  const done = () => store.alertNotices.remove(noticePartition, notice.id, etag);

  const client = (await store.clients.get(notice.client, notice.client))?.document.client;
  let alert = client?.alerts.find(({ id, status }) => id === notice.alert && status === 'open');
  const known = await deliveriesOf(parts, notice);
  if (!client || !alert) {
    await settle(parts, known, withdraw);
    return void (await done());
  }
  const restoredAt = clinic?.restoredAt ?? '';
  const first: NoticeRound = { step: 'raised', of: notice.seen, at: now(), to: [client.therapist] };
  // what was committed before the backup was made may have been told already
  const begun = notice.seen < restoredAt ? { ...first, at: notice.seen, over: 'told' as const } : first;
  if (!notice.rounds && !(await keep({ ...notice, rounds: [begun] }))) return;
  await settle(
    parts,
    known.filter(({ queuedAt }) => queuedAt < restoredAt),
    leave,
  );
  await settle(
    parts,
    known.filter((one) => !notice.rounds?.some((round) => isOfRound(one, notice.alert, round))),
    withdraw,
  );

  for (const round of notice.rounds ?? []) {
    alert = await putOnRecord(parts, alert, round);
    if (!alert) return;
  }
  let due = nextStep(alert, parts.times);
  while (due && (due.at <= now() || isLost(alert, notice))) {
    const to = await chooseRecipients(parts, {
      step: due,
      alert,
      owner: client.therapist,
      clinic,
      now: now(),
    });
    const round: NoticeRound = { step: due.status, of: notice.seen, at: now(), to };
    if (!(await keep({ ...notice, rounds: [...(notice.rounds ?? []), round] }))) return;
    alert = await putOnRecord(parts, alert, round);
    if (!alert) return;
    due = nextStep(alert, parts.times);
  }

  const looks: Instant[] = due ? [due.at] : [];
  const rounds: NoticeRound[] = [];
  const latest = await deliveriesOf(parts, notice);
  for (const round of notice.rounds ?? []) {
    const told = await tellAll(parts, { alert, owner: client.therapist, round, known: latest });
    rounds.push(told.over ? { ...round, over: told.lost ? 'lost' : 'told' } : round);
    if (!told.over) looks.push(told.next);
  }
  const next = { ...notice, rounds };
  if (due && isLost(alert, next)) looks.push(now());
  const [soonest] = looks.sort();
  if (soonest === undefined) await done();
  else await keep({ ...next, notBefore: soonest });
}

async function tellAll(
  parts: AttendParts,
  given: {
    readonly alert: Alert;
    readonly owner: TherapistId;
    readonly round: NoticeRound;
    readonly known: readonly AlertDelivery[];
  },
): Promise<Told> {
  const { round } = given;
  if (round.over) return { over: true, lost: round.over === 'lost' };
  const told = await Promise.all(
    round.to.map(async (id): Promise<Told> => {
      const person = (await parts.store.therapists.get(clinicPartition, id))?.document;
      return person ? tellPerson(parts, { ...given, person }) : { over: true, lost: true };
    }),
  );
  const next = told.flatMap((one) => (one.over ? [] : [one.next])).sort()[0];
  if (next !== undefined) return { over: false, next };
  return { over: true, lost: told.length > 0 && told.every((one) => one.over && one.lost) };
}

/** A safety alert that reached nobody in its latest round waits for no hour. */
const isLost = ({ kind }: Alert, { rounds = [] }: AlertNotice): boolean =>
  kind === 'safety' && rounds.at(-1)?.over === 'lost';

/** The program's step, where it does not stand there yet. `undefined` when somebody has acted meanwhile. */
async function putOnRecord(
  parts: AttendParts,
  alert: Alert,
  { step, at, to, over }: NoticeRound,
): Promise<Alert | undefined> {
  const isThere = alert.history.some((one) => one.status === step && one.at === at);
  if (step === 'raised' || over || isThere) return alert;
  const event: AuditEvent = {
    at,
    actor: { role: 'system', id: 'alert-delivery' },
    action: 'update',
    record: 'alert',
    outcome: 'success',
  };
  const client = await changeClient(
    parts,
    alert.client,
    (current) =>
      escalateAlert(current, { alert: alert.id, status: step, at, called: step === 'escalated' ? to : [] }),
    event,
  );
  return client?.alerts.find(({ id, status }) => id === alert.id && status === 'open');
}

async function deliveriesOf(
  { store }: AttendParts,
  { client, alert }: AlertNotice,
): Promise<AlertDelivery[]> {
  const { documents } = await store.deliveries.list(client, {
    from: `${alert}|`,
    below: `${alert}}`,
    order: 'descending',
    limit: mostDeliveries,
  });
  return documents.map(({ document }) => document);
}

async function settle(
  { store, now }: AttendParts,
  deliveries: readonly AlertDelivery[],
  end: (delivery: AlertDelivery, now: Instant) => AlertDelivery,
): Promise<void> {
  for (const { client, id, status } of deliveries) {
    if (status !== 'queued' && status !== 'sending') continue;
    await upsert(store.deliveries, client, id, (current) =>
      current && !isOver(current) ? end(current, now()) : undefined,
    );
  }
}

const later = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();
