import { Temporal } from 'temporal-polyfill';
import type { Client } from './client.ts';
import type { Instant } from './ids.ts';

/** Weeks for which a client may pause their reminders. */
export const pauses = [1, 2, 4] as const;

export type ReminderWish =
  { readonly wish: 'on' | 'off' } | { readonly wish: 'pause'; readonly weeks: (typeof pauses)[number] };

/**
 * The client with what they wish of their reminders from now on; it takes the place of what they wished before. A pause
 * ends with the beginning of the same day of the week, so that the reminder of that day comes again.
 * @param timeZone the client's, as an IANA name
 */
export function wishReminders(
  client: Client,
  wished: ReminderWish,
  { now, timeZone }: { readonly now: Instant; readonly timeZone: string },
): Client {
  const { reminders: _before, ...rest } = client;
  switch (wished.wish) {
    case 'on':
      return rest;
    case 'off':
      return { ...rest, reminders: { off: true } };
    case 'pause': {
      const today = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone).toPlainDate();
      const { epochMilliseconds } = today.add({ days: 7 * wished.weeks }).toZonedDateTime(timeZone);
      return { ...rest, reminders: { pausedUntil: new Date(epochMilliseconds).toISOString() } };
    }
  }
}

/** What a client wishes at `now`; a pause that is over is none. */
export function reminderState(
  { reminders }: Pick<Client, 'reminders'>,
  now: Instant,
):
  | { readonly state: 'on' | 'off' }
  | {
      readonly state: 'paused';
      /** The first instant at which a reminder may come again. */
      readonly until: Instant;
    } {
  if (reminders?.off) return { state: 'off' };
  const until = reminders?.pausedUntil;
  return until !== undefined && until > now ? { state: 'paused', until } : { state: 'on' };
}
