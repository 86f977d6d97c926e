import type { Due } from '../domain/client.ts';
import type { CheckInId, Instant } from '../domain/ids.ts';
import type { ReminderStep, ReminderWeek, ReminderWishes, SkipReason } from '../domain/reminder.ts';
import type { ClinicCalendar } from './clinic-calendar.ts';
import { isHoliday } from '../domain/is-holiday.ts';
import { planNudge } from './plan-nudge.ts';
import { instantOn } from './next-instant.ts';
import { quietUntil } from './quiet-until.ts';
import { reached, silentWeeks } from './silent-weeks.ts';

export type Decision =
  | { readonly kind: 'send' }
  | { readonly kind: 'skip'; readonly why: SkipReason; readonly tell?: 'unanswered' }
  | { readonly kind: 'wait'; readonly until: Instant };

export interface Situation {
  readonly now: Instant;
  readonly step: ReminderStep;
  /** When it was to go out. */
  readonly dueAt: Instant;
  readonly week: CheckInId;
  readonly due: Due;
  readonly wishes: ReminderWishes;
  /** This week's check-in is complete. */
  readonly answered: boolean;
  /** When the client wrote last. */
  readonly seenAt?: Instant;
  /** The weeks before, latest first: at least one more than count as unanswered, as far as there are any. */
  readonly earlier: readonly ReminderWeek[];
  readonly calendar: ClinicCalendar;
  /** When the store was made from a backup. */
  readonly restoredAt?: Instant;
}

/** A message that goes out within this of its time is not late, in milliseconds. */
const punctual = 15 * 60_000;
/** The nudge comes a day after the reminder at the soonest, be that a day of 23 hours, in milliseconds. */
const neverLate = 22 * 3_600_000;
/** Two reminders are never nearer than this, whatever the client changes, in milliseconds. */
const tooSoon = 4 * 86_400_000;

/** What is to be done about one message whose time has come. Pure; the same situation gives the same decision. */
export function decide(situation: Situation): Decision {
  const { now, step, dueAt, week, due, wishes, calendar, restoredAt, earlier, seenAt } = situation;
  if (situation.answered) return skip('answered');
  if (wishes.off) return skip('off');
  if (wishes.pausedUntil !== undefined && wishes.pausedUntil > now) return skip('paused');
  if (restoredAt !== undefined && dueAt < restoredAt) return skip('restored');
  const begun = instantOn(week, due);
  if (elapsed(begun, now) > neverLate && now >= lastMoment(situation)) return skip('late');
  if (isHoliday(now, calendar.holidays, due.timeZone)) return skip('holiday');
  if (step === 'reminder') {
    const last = earlier[0]?.reminder;
    if (last && reached(last) && elapsed(last.at, now) < tooSoon) return skip('moved');
    const silent = silentWeeks(earlier, seenAt);
    if (silent === 'channel-gone') return skip('channel-gone');
    if (silent === 'stopped') return skip('unanswered');
    if (silent >= calendar.unansweredWeeks) return { ...skip('unanswered'), tell: 'unanswered' };
  }
  const until = elapsed(begun, now) > punctual ? quietUntil(now, calendar.quiet, due.timeZone) : undefined;
  return until === undefined ? { kind: 'send' } : { kind: 'wait', until };
}

/** A reminder is of no use once the nudge is due, a nudge once the next week begins. */
function lastMoment({ step, week, due, calendar }: Situation): Instant {
  const ends = nextWeek(week, due);
  if (step === 'nudge') return ends;
  return planNudge(due, { week, after: instantOn(week, due), calendar }) ?? ends;
}

const elapsed = (from: Instant, to: Instant): number => Date.parse(to) - Date.parse(from);

const nextWeek = (week: CheckInId, due: Due): Instant =>
  instantOn(new Date(Date.parse(`${week}T00:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10), due);

const skip = (why: SkipReason): { readonly kind: 'skip'; readonly why: SkipReason } => ({
  kind: 'skip',
  why,
});
