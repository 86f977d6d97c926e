import type { Client } from './client.ts';
import type { Instant } from './ids.ts';

/**
 * The client after they have withdrawn their consent: no check-in and no reminder from then on. What was answered of a
 * check-in that is not complete goes, since nobody has seen it and nobody may; what was complete stays on record.
 * Repeating it, or doing it without consent, changes nothing.
 */
export function withdrawConsent(client: Client, now: Instant): Client {
  const { consent, checkIn, reminderMail: _address, reminderNotice: _notice, ...rest } = client;
  if (!consent || consent.withdrawnAt !== undefined) return client;
  return {
    ...rest,
    status: 'withdrawn',
    consent: { ...consent, withdrawnAt: now },
    ...(checkIn && checkIn.status !== 'open' && { checkIn }),
  };
}
