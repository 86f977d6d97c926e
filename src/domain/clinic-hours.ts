import { Temporal } from 'temporal-polyfill';
import type { Instant } from './ids.ts';
import { isHoliday } from './is-holiday.ts';
import type { Holiday, WallTime } from './reminder.ts';

/** When somebody is at the clinic, in its own zone. */
export interface ClinicHours {
  /** ISO weekdays, 1 for Monday to 7. */
  readonly days: readonly number[];
  /** From `from` up to but not including `to`, on one day. */
  readonly from: WallTime;
  readonly to: WallTime;
  readonly holidays: readonly Holiday[];
  /** IANA name. */
  readonly timeZone: string;
}

export function isOpen(hours: ClinicHours, at: Instant): boolean {
  const local = localTime(hours, at);
  const minute = minutes(local);
  return isWorkingDay(hours, local) && minute >= minutes(hours.from) && minute < minutes(hours.to);
}

/**
 * So many working days later, at the same time of day. What comes on a day without work counts from the next working
 * day's beginning. A time that a change of the clocks skips is later by as much.
 */
export function afterWorkingDays(hours: ClinicHours, at: Instant, days: number): Instant {
  let local = localTime(hours, at);
  if (!isWorkingDay(hours, local)) local = nextWorkingDay(hours, local).with(hours.from);
  for (let left = days; left > 0; left -= 1) local = nextWorkingDay(hours, local);
  return new Date(local.epochMilliseconds).toISOString();
}

/** Whose day it is for who is on duty: one begins when the clinic opens, and holds through the night after it. 1 to 7. */
export function dutyDay(hours: ClinicHours, at: Instant): number {
  const local = localTime(hours, at);
  return (minutes(local) < minutes(hours.from) ? local.subtract({ days: 1 }) : local).dayOfWeek;
}

/** A calendar full of holidays would never end. */
const mostDays = 400;

function nextWorkingDay(hours: ClinicHours, after: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  let day = after.add({ days: 1 });
  for (let tries = 0; tries < mostDays && !isWorkingDay(hours, day); tries += 1) day = day.add({ days: 1 });
  return day;
}

const isWorkingDay = (hours: ClinicHours, day: Temporal.ZonedDateTime): boolean =>
  hours.days.includes(day.dayOfWeek) &&
  !isHoliday(new Date(day.epochMilliseconds).toISOString(), hours.holidays, hours.timeZone);

const localTime = ({ timeZone }: ClinicHours, at: Instant): Temporal.ZonedDateTime =>
  Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);

const minutes = ({ hour, minute }: WallTime): number => hour * 60 + minute;
