import type { Holiday, QuietHours } from '../domain/reminder.ts';

/** The clinic's rules for reminders. */
export interface ClinicCalendar {
  /** For nudges and for what is late; a client who chose an hour within them is asked at that hour. */
  readonly quiet: QuietHours;
  readonly holidays: readonly Holiday[];
  /** How many days after the reminder the nudge comes, at the same hour: 1 to 6. */
  readonly nudgeAfterDays: number;
  /** After so many weeks in a row without an answer nothing more is sent. */
  readonly unansweredWeeks: number;
}

export const usualCalendar: ClinicCalendar = {
  quiet: { from: { hour: 21, minute: 0 }, to: { hour: 8, minute: 0 } },
  holidays: [],
  nudgeAfterDays: 2,
  unansweredWeeks: 3,
};
