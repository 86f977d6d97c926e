import type { CheckInId, ClientId, Instant } from './ids.ts';
import type {
  Delivery,
  FailReason,
  ReminderNotice,
  ReminderStep,
  ReminderWeek,
  SkipReason,
} from './reminder.ts';

/** How a message that was recorded as `sending` ended. */
export type DeliveryEnd =
  { readonly status: 'sent' | 'unknown' } | { readonly status: 'failed'; readonly why: FailReason };

export type Begun =
  { readonly ok: true; readonly week: ReminderWeek } | { readonly ok: false; readonly reason: 'already' };

/** Before a message goes out. `already`: for this week and step something was decided before, whatever came of it. */
export function beginDelivery(
  before: ReminderWeek | undefined,
  { step, at, ...who }: ReminderKey & { readonly at: Instant },
): Begun {
  return decided(before, step)
    ? { ok: false, reason: 'already' }
    : { ok: true, week: withDelivery(before, who, step, { status: 'sending', at }) };
}

/** Nothing goes out, and why. The same `already`. */
export function skipDelivery(
  before: ReminderWeek | undefined,
  { step, at, why, ...who }: ReminderKey & { readonly at: Instant; readonly why: SkipReason },
): Begun {
  return decided(before, step)
    ? { ok: false, reason: 'already' }
    : { ok: true, week: withDelivery(before, who, step, { status: 'skipped', at, why }) };
}

/**
 * After a message was handed to the channel. What was sent may come to light after it was taken for `unknown`;
 * everything else stays as it ended first.
 */
export function endDelivery(
  week: ReminderWeek,
  { step, at, end }: { readonly step: ReminderStep; readonly at: Instant; readonly end: DeliveryEnd },
): ReminderWeek {
  const status = week[step]?.status;
  if (status !== 'sending' && status !== 'unknown') return week;
  return { ...week, [step]: { ...end, at } };
}

/** The nudge that is to follow, unless something became of it already. */
export const scheduleNudge = (week: ReminderWeek, at: Instant): ReminderWeek =>
  decided(week, 'nudge') ? week : { ...week, nudge: { status: 'scheduled', at } };

export const noteAnswered = (week: ReminderWeek, at: Instant): ReminderWeek =>
  week.answeredAt === undefined ? { ...week, answeredAt: at } : week;

export const noteForTherapist = (
  week: ReminderWeek,
  { about, at }: Pick<ReminderNotice, 'about' | 'at'>,
): ReminderWeek => (week.notice ? week : { ...week, notice: { about, status: 'due', at } });

export const therapistTold = (week: ReminderWeek, at: Instant): ReminderWeek =>
  week.notice ? { ...week, notice: { ...week.notice, status: 'told', at } } : week;

/** Names one message: there is at most one for each. */
export interface ReminderKey {
  readonly client: ClientId;
  readonly id: CheckInId;
  readonly step: ReminderStep;
}

const decided = (week: ReminderWeek | undefined, step: ReminderStep): boolean => {
  const status = week?.[step]?.status;
  return status !== undefined && status !== 'scheduled';
};

function withDelivery(
  before: ReminderWeek | undefined,
  who: Pick<ReminderKey, 'client' | 'id'>,
  step: ReminderStep,
  delivery: Delivery,
): ReminderWeek {
  if (before) return { ...before, [step]: delivery };
  const begun = { ...who, schema: 1, reminder: delivery } as const;
  // a nudge alone: the reminder of its week is not known to have gone out
  return step === 'reminder'
    ? begun
    : { ...begun, reminder: { status: 'skipped', at: delivery.at, why: 'late' }, nudge: delivery };
}
