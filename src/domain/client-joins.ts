import type { Client } from './client.ts';
import type { Instant } from './ids.ts';

/** Consent as it was given: which text, in which language, when. */
export const giveConsent = (
  client: Client,
  { version, language, now }: { version: string; language: string; now: Instant },
): Client => ({ ...client, consent: { version, language, givenAt: now } });
