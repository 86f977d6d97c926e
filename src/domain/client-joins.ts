import type { Client } from './client.ts';
import type { Instant } from './ids.ts';

/** So many consents that were withdrawn are kept, the latest. */
const formerKept = 10;

/** Consent as it was given: which text, in which language, when. One that was withdrawn before stays on record beside it. */
export function giveConsent(
  client: Client,
  { version, language, now }: { version: string; language: string; now: Instant },
): Client {
  const { consent, formerConsents = [] } = client;
  const former = consent?.withdrawnAt === undefined ? formerConsents : [...formerConsents, consent];
  return {
    ...client,
    consent: { version, language, givenAt: now },
    ...(former.length > 0 && { formerConsents: former.slice(-formerKept) }),
  };
}
