import { Temporal } from 'temporal-polyfill';
import type { Due } from './client.ts';
import { checkInId, type CheckInId, type Instant } from './ids.ts';

export interface Week {
  readonly id: CheckInId;
  readonly begins: Instant;
  readonly ends: Instant;
}

/**
 * The check-in's week that runs at `now`: it begins at the client's due day and hour in their zone and
 * lasts until the next one. A wall-clock time that a daylight-saving change skips moves later, one that
 * occurs twice is the earlier (Temporal's `compatible`).
 */
export function weekAt(now: Instant, due: Due): Week {
  const zoned = Temporal.Instant.from(now).toZonedDateTimeISO(due.timeZone);
  const today = zoned.toPlainDate();
  const daysBack = (today.dayOfWeek - due.weekday + 7) % 7;
  const candidate = today.subtract({ days: daysBack });
  const begins = instantOn(candidate, due);
  const date =
    begins.epochMilliseconds <= zoned.epochMilliseconds ? candidate : candidate.subtract({ days: 7 });
  return {
    id: checkInId(date.toString()),
    begins: toText(instantOn(date, due)),
    ends: toText(instantOn(date.add({ days: 7 }), due)),
  };
}

/** What is left of a week in milliseconds where it is joined to the next, or the client would be asked again in no time. */
const closeMs = 3 * 24 * 60 * 60 * 1000;

/**
 * The week of who begins at an instant, or whose week before ended then: the one that runs, or, where little is left of
 * that, the one after it, which then begins early. After a week of the same day and hour it is the next.
 */
export function weekFrom(instant: Instant, due: Due): Week {
  const running = weekAt(instant, due);
  return Date.parse(running.ends) - Date.parse(instant) < closeMs ? weekAt(running.ends, due) : running;
}

/** True for an IANA zone name this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

const instantOn = (date: Temporal.PlainDate, due: Due): Temporal.Instant =>
  date
    .toZonedDateTime({ timeZone: due.timeZone, plainTime: { hour: due.hour, minute: due.minute } })
    .toInstant();

const toText = (instant: Temporal.Instant): Instant => new Date(instant.epochMilliseconds).toISOString();
