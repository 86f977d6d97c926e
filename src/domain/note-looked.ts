import type { Client } from './client.ts';
import type { Instant } from './ids.ts';
import { latestEvidence } from './latest-evidence.ts';

/**
 * The therapist has looked at what the client sent, and the client is to be told so, once. Where nothing has come
 * since they looked before, it changes nothing.
 */
export function noteLooked(client: Client, at: Instant): Client {
  const sent = latestSent(client);
  if (sent === undefined || (client.looked && client.looked.at >= sent)) return client;
  return { ...client, looked: { at, told: false } };
}

/** When a check-in was last completed, or something said that an alert holds. */
function latestSent({ checkIn, recent, alerts }: Client): Instant | undefined {
  const times = [checkIn, ...recent].flatMap((week) => week?.completedAt ?? []);
  return [...times, ...alerts.map(latestEvidence)].reduce<Instant | undefined>(
    (latest, at) => (latest === undefined || at > latest ? at : latest),
    undefined,
  );
}
