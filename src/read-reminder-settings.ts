import { z } from 'zod';
import type { Holiday, QuietHours, WallTime } from './domain/reminder.ts';

/** The clinic's own rules for reminders. */
export interface ReminderConfig {
  /** Absent: where the bot has credentials. */
  readonly on?: boolean;
  readonly quiet: QuietHours;
  readonly holidays: readonly Holiday[];
  /** Days after the reminder, 1 to 6. */
  readonly nudgeAfterDays: number;
  readonly unansweredWeeks: number;
  /** Messages a second of this process. */
  readonly perSecond: number;
}

const quietFault = 'must be two times of day such as 21:00-08:00, or none';
const holidayFault = 'must be days such as 2026-12-25, or spans such as 2026-12-24..2027-01-01, with commas';

const quietHours = z.string().transform((text, context): QuietHours => {
  if (text.trim().toLowerCase() === 'none') return { from: midnight, to: midnight };
  const [from, to, ...more] = text.split('-').map(timeOfDay);
  if (from && to && more.length === 0) return { from, to };
  context.addIssue({ code: 'custom', message: quietFault });
  return z.NEVER;
});

const holidays = z.string().transform((text, context): readonly Holiday[] => {
  const read = text.split(',').map((one) => span(one.trim()));
  const known = read.filter((holiday) => holiday !== undefined);
  if (known.length === read.length) return known;
  context.addIssue({ code: 'custom', message: holidayFault });
  return z.NEVER;
});

const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${low} to ${high}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `must be a whole number from ${low} to ${high}`);

/** What the environment says of reminders. */
export const reminderSettings = z
  .object({
    REMINDERS: z.enum(['on', 'off'], 'must be on or off').optional(),
    REMINDER_QUIET_HOURS: quietHours.default({ from: { hour: 21, minute: 0 }, to: { hour: 8, minute: 0 } }),
    REMINDER_HOLIDAYS: holidays.default([]),
    REMINDER_NUDGE_AFTER_DAYS: wholeNumber(1, 6).default(2),
    REMINDER_UNANSWERED_WEEKS: wholeNumber(1, 8).default(3),
    REMINDERS_PER_SECOND: wholeNumber(1, 50).default(50),
  })
  .transform((data): ReminderConfig => ({
    ...(data.REMINDERS && { on: data.REMINDERS === 'on' }),
    quiet: data.REMINDER_QUIET_HOURS,
    holidays: data.REMINDER_HOLIDAYS,
    nudgeAfterDays: data.REMINDER_NUDGE_AFTER_DAYS,
    unansweredWeeks: data.REMINDER_UNANSWERED_WEEKS,
    perSecond: data.REMINDERS_PER_SECOND,
  }));

export type ReminderSettingsResult =
  | { readonly ok: true; readonly reminders: ReminderConfig }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Every fault by the setting's name, without its value. */
export function readReminderSettings(
  given: Readonly<Record<string, string | undefined>>,
): ReminderSettingsResult {
  const parsed = reminderSettings.safeParse(given);
  return parsed.success
    ? { ok: true, reminders: parsed.data }
    : {
        ok: false,
        faults: parsed.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`),
      };
}

const midnight: WallTime = { hour: 0, minute: 0 };

function timeOfDay(text: string): WallTime | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? [];
  const time = { hour: Number(hour), minute: Number(minute) };
  return time.hour < 24 && time.minute < 60 ? time : undefined;
}

function span(text: string): Holiday | undefined {
  const [from, to = from, ...more] = text.split('..').map((day) => day.trim());
  if (from === undefined || to === undefined || more.length > 0) return undefined;
  return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}

const isDay = (text: string): boolean => z.iso.date().safeParse(text).success;
