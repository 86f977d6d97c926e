import { Temporal } from 'temporal-polyfill';
import type { Due } from '../domain/client.ts';
import { checkInId, type CheckInId, type Instant } from '../domain/ids.ts';

export interface DueInstant {
  readonly at: Instant;
  /** The week that begins then. */
  readonly week: CheckInId;
}

/**
 * When the client's day and hour come round next, strictly after `after`. A time that a daylight-saving change skips
 * is later, one that occurs twice is the earlier of the two, and so it comes once for every calendar week.
 */
export function nextInstant(due: Due, after: Instant): DueInstant {
  const local = Temporal.Instant.from(after).toZonedDateTimeISO(due.timeZone).toPlainDate();
  // where a zone skips a whole day, that day's time comes on the day after
  const first = local.subtract({ days: (local.dayOfWeek - due.weekday + 7) % 7 });
  for (let date = first; ; date = date.add({ days: 7 })) {
    const at = instantOn(date, due);
    if (at > after) return { at, week: checkInId(date.toString()) };
  }
}

/** That wall-clock time on that day (`YYYY-MM-DD` or a date), by the rule above. */
export function instantOn(
  date: Temporal.PlainDate | string,
  { hour, minute, timeZone }: Pick<Due, 'hour' | 'minute' | 'timeZone'>,
): Instant {
  const { epochMilliseconds } = Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone,
    plainTime: { hour, minute },
  });
  return new Date(epochMilliseconds).toISOString();
}
