import { Temporal } from 'temporal-polyfill';
import type { Instant } from './ids.ts';
import type { Holiday } from './reminder.ts';

/** Whether the day that `at` falls on in that zone is one of the clinic's holidays. */
export function isHoliday(at: Instant, holidays: readonly Holiday[], timeZone: string): boolean {
  if (holidays.length === 0) return false;
  const day = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return holidays.some(({ from, to }) => day >= from && day <= to);
}
