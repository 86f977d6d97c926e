import { z } from 'zod';
import type { WallTime } from './domain/reminder.ts';

/** In what time the clinic acts on alerts, and when somebody is there. */
export interface AlertConfig {
  /** For alliance alerts, 1 to 20. */
  readonly workingDays: number;
  /** For safety alerts, 5 to 1440. */
  readonly safetyMinutes: number;
  readonly hours: {
    /** ISO weekdays, 1 for Monday to 7. */
    readonly days: readonly number[];
    readonly from: WallTime;
    readonly to: WallTime;
  };
}

export type AlertSettingsResult =
  | { readonly ok: true; readonly alerts: AlertConfig }
  | { readonly ok: false; readonly faults: readonly string[] };

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const hoursFault = 'must be days and times such as Mon-Fri 08:00-18:00 or Mon,Wed,Sat 09:00-13:00';

const hours = z.string().transform((text, context): AlertConfig['hours'] => {
  const [given = '', times = '', ...more] = text.trim().toLowerCase().split(/\s+/);
  const days = readDays(given);
  const [from, to, ...others] = times.split('-').map(timeOfDay);
  const isSound = more.length === 0 && others.length === 0 && days.length > 0;
  if (isSound && from && to && minutes(from) < minutes(to)) return { days, from, to };
  context.addIssue({ code: 'custom', message: hoursFault });
  return z.NEVER;
});

const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `must be a whole number from ${low} to ${high}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `must be a whole number from ${low} to ${high}`);

const settings = z.object({
  ALERT_WORKING_DAYS: wholeNumber(1, 20).default(2),
  SAFETY_ALERT_MINUTES: wholeNumber(5, 1440).default(60),
  CLINIC_HOURS: hours.default({
    days: [1, 2, 3, 4, 5],
    from: { hour: 8, minute: 0 },
    to: { hour: 18, minute: 0 },
  }),
});

/** Every fault by the setting's name, without its value. */
export function readAlertSettings(given: Readonly<Record<string, string | undefined>>): AlertSettingsResult {
  const read = settings.safeParse(given);
  if (!read.success)
    return {
      ok: false,
      faults: read.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`),
    };
  const { ALERT_WORKING_DAYS, SAFETY_ALERT_MINUTES, CLINIC_HOURS } = read.data;
  return {
    ok: true,
    alerts: { workingDays: ALERT_WORKING_DAYS, safetyMinutes: SAFETY_ALERT_MINUTES, hours: CLINIC_HOURS },
  };
}

/** `mon-fri`, `sat`, or several of these with commas; nothing where one of them is no day. */
function readDays(text: string): number[] {
  const found = text.split(',').map((one) => {
    const [from = -1, to = from, ...more] = one.split('-').map((name) => weekdays.indexOf(name));
    if (from < 0 || to < from || more.length > 0) return undefined;
    return Array.from({ length: to - from + 1 }, (_, place) => from + place + 1);
  });
  const days = found.flatMap((some) => some ?? []);
  return found.includes(undefined) ? [] : [...new Set(days)].sort((a, b) => a - b);
}

function timeOfDay(text: string): WallTime | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  const time = { hour: Number(hour), minute: Number(minute) };
  return time.hour < 24 && time.minute < 60 ? time : undefined;
}

const minutes = ({ hour, minute }: WallTime): number => hour * 60 + minute;
