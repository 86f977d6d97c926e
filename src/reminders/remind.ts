import { Temporal } from 'temporal-polyfill';
import type { Client, Due } from '../domain/client.ts';
import type { Instant } from '../domain/ids.ts';
import {
  beginDelivery,
  endDelivery,
  noteForTherapist,
  scheduleNudge,
  skipDelivery,
  therapistTold,
} from '../domain/reminder-life.ts';
import type { ReminderWeek } from '../domain/reminder.ts';
import type { Stored } from '../state/documents.ts';
import type { DueReminder, Store } from '../state/store.ts';
import { upsert } from '../state/upsert.ts';
import type { ClinicCalendar } from './clinic-calendar.ts';
import { decide } from './decide.ts';
import { claim, lineUp, strike } from './due-list.ts';
import { enlistClient } from './enlist-client.ts';
import { instantOn, nextInstant } from './next-instant.ts';
import type { Notifier } from './notifier.ts';
import { planNudge } from './plan-nudge.ts';
import { readWeeks } from './read-weeks.ts';
import { sendPatiently, type SendParts } from './send-patiently.ts';

export interface RemindParts extends SendParts {
  readonly store: Pick<Store, 'clients' | 'reminders' | 'dueReminders'>;
  readonly notifier: Notifier;
  readonly calendar: ClinicCalendar;
  readonly now: () => Instant;
  /** For how long one is taken, in milliseconds: after a crash it is looked at again then. */
  readonly leaseMs: number;
  /** When the store was made from a backup. */
  readonly restoredAt?: Instant;
}

/**
 * Sees to one message whose time has come: claims it, decides, records that it is being sent, sends it, records what
 * came of it, and puts what follows on the list before it takes this one off. Whatever ends it in between, whoever
 * comes next goes on from what is recorded, and sends nothing that may have been sent.
 */
export async function remind(parts: RemindParts, found: Stored<DueReminder>): Promise<void> {
  const { store, now } = parts;
  const claimed = await claim(store, found, later(now(), parts.leaseMs));
  if (!claimed) return;
  const entry = claimed.document;
  const stored = await store.clients.get(entry.client, entry.client);
  const client = stored?.document.client;
  if (client?.status !== 'joined' || !client.due) return strike(store, claimed);
  const { due } = client;
  if (!isCurrent(entry, due, now())) {
    await enlistClient(store, client, now());
    return strike(store, claimed);
  }
  const seenAt = stored?.document.ledger.at(-1)?.at;
  const outcome = await seeTo(parts, { entry, client, due, ...(seenAt !== undefined && { seenAt }) });
  if (outcome.kind === 'elsewhere') return;
  if (outcome.kind === 'wait') {
    await lineUp(store, { ...entry, at: outcome.until });
    return strike(store, claimed);
  }
  const { week } = outcome;
  if (week.notice?.status === 'due') {
    await parts.notifier.tellTherapist({
      therapist: client.therapist,
      client: client.id,
      about: week.notice.about,
    });
    await upsert(
      store.reminders,
      week.client,
      week.id,
      (current) => current && therapistTold(current, now()),
    );
  }
  if (entry.step === 'reminder') {
    if (week.nudge?.status === 'scheduled')
      await lineUp(store, { ...entry, step: 'nudge', at: week.nudge.at });
    await lineUp(store, { ...entry, ...nextInstant(due, instantOn(entry.week, due)) });
  }
  await strike(store, claimed);
}

type Outcome =
  | { readonly kind: 'recorded'; readonly week: ReminderWeek }
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'elsewhere' };

interface Matter {
  readonly entry: DueReminder;
  readonly client: Client;
  readonly due: Due;
  readonly seenAt?: Instant;
}

async function seeTo(parts: RemindParts, matter: Matter): Promise<Outcome> {
  const { store, calendar, now, restoredAt, limiter } = parts;
  const { entry, client, due, seenAt } = matter;
  const { step } = entry;
  const {
    week: before,
    earlier,
    answered,
  } = await readWeeks(store, { client, week: entry.week, now: now() });
  const delivery = before?.document[step];
  const key = { client: client.id, id: entry.week, step };

  if (before && delivery && delivery.status !== 'scheduled') {
    if (delivery.status !== 'sending') return { kind: 'recorded', week: before.document };
    return end({ status: 'unknown' });
  }
  const judge = () =>
    decide({
      now: now(),
      step,
      dueAt: entry.at,
      week: entry.week,
      due,
      wishes: client.reminders ?? {},
      answered,
      ...(seenAt !== undefined && { seenAt }),
      earlier,
      calendar,
      ...(restoredAt !== undefined && { restoredAt }),
    });
  let decision = judge();
  if (decision.kind === 'send') {
    // it waits for its turn before it is recorded: a crash meanwhile costs nothing
    const judgedAt = now();
    await limiter.take();
    // whoever comes when the lease has run out finds it as it was
    if (parts.signal?.aborted) return { kind: 'elsewhere' };
    if (now() > later(judgedAt, 1000)) decision = judge();
  }
  if (decision.kind === 'wait') return decision;
  const at = now();
  const next =
    decision.kind === 'send'
      ? beginDelivery(before?.document, { ...key, at })
      : skipDelivery(before?.document, { ...key, at, why: decision.why });
  if (!next.ok) return { kind: 'elsewhere' };
  const week =
    decision.kind === 'send'
      ? next.week
      : withFollowing(decision.tell ? noteForTherapist(next.week, { about: decision.tell, at }) : next.week);
  const put = await store.reminders.put(client.id, week, before?.etag ?? 'absent');
  if (!put.ok) return { kind: 'elsewhere' };
  if (decision.kind === 'skip') return { kind: 'recorded', week };
  const { language } = client;
  return end(
    await sendPatiently(parts, {
      client: client.id,
      week: entry.week,
      step,
      ...(language !== undefined && { language }),
    }),
  );

  async function end(how: Parameters<typeof endDelivery>[1]['end']): Promise<Outcome> {
    const ended = await upsert(store.reminders, client.id, entry.week, (current) => {
      if (!current) return undefined;
      const settled = endDelivery(current, { step, at: now(), end: how });
      if (settled === current) return undefined;
      const gone = how.status === 'failed' && how.why === 'channel-gone';
      return withFollowing(gone ? noteForTherapist(settled, { about: 'channel-gone', at: now() }) : settled);
    });
    return ended ? { kind: 'recorded', week: ended } : { kind: 'elsewhere' };
  }

  /** With the nudge that is to follow, where one is. */
  function withFollowing(week: ReminderWeek): ReminderWeek {
    if (step !== 'reminder' || !isFollowed(week)) return week;
    const at = planNudge(due, { week: week.id, after: now(), calendar });
    return at === undefined ? week : scheduleNudge(week, at);
  }
}

/** Whether there is a reason to write to the client once more in this week. */
function isFollowed({ reminder }: ReminderWeek): boolean {
  switch (reminder.status) {
    case 'sent':
    case 'unknown':
      return true;
    case 'failed':
      return reminder.why !== 'channel-gone';
    case 'skipped':
      return reminder.why === 'late' || reminder.why === 'holiday' || reminder.why === 'restored';
    case 'scheduled':
    case 'sending':
      return false;
  }
}

/** The client may have moved their day or hour since it was put on the list. */
const isCurrent = ({ week }: DueReminder, due: Due, now: Instant): boolean =>
  Temporal.PlainDate.from(week).dayOfWeek === due.weekday && instantOn(week, due) <= now;

const later = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();
