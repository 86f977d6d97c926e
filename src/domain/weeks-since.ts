import type { Client } from './client.ts';
import type { Instant } from './ids.ts';

/**
 * From when on weeks follow one another for a client: the end of the last on record, or when they came back after they
 * had withdrawn their consent, since nothing was asked in between. `undefined` before their first week.
 */
export function weeksSince({ checkIn, recent, consent }: Client): Instant | undefined {
  const last = (checkIn ?? recent.at(-1))?.endsAt;
  if (last === undefined || consent === undefined) return last;
  return consent.givenAt > last ? consent.givenAt : last;
}
