import { Temporal } from 'temporal-polyfill';
import type { Due } from '../domain/client.ts';
import type { CheckInId, Instant } from '../domain/ids.ts';
import type { ClinicCalendar } from './clinic-calendar.ts';
import { isHoliday } from '../domain/is-holiday.ts';
import { instantOn } from './next-instant.ts';
import { quietUntil } from './quiet-until.ts';

/**
 * When the nudge of a week is due: so many days after the reminder, outside the quiet hours and the holidays, and
 * after `after`. `undefined` when the week leaves no room for it.
 */
export function planNudge(
  due: Due,
  { week, after, calendar }: { week: CheckInId; after: Instant; calendar: ClinicCalendar },
): Instant | undefined {
  const begins = Temporal.PlainDate.from(week);
  for (let days = calendar.nudgeAfterDays; days < 7; days += 1) {
    const wished = instantOn(begins.add({ days }), due);
    const at = quietUntil(wished, calendar.quiet, due.timeZone) ?? wished;
    const ends = instantOn(begins.add({ days: 7 }), due);
    if (at > after && at < ends && !isHoliday(at, calendar.holidays, due.timeZone)) return at;
  }
  return undefined;
}
