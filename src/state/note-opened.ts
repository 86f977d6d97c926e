import { noteSeen } from '../domain/delivery-life.ts';
import type { AlertDelivery } from '../domain/delivery.ts';
import type { ClientId, Instant, TherapistId } from '../domain/ids.ts';
import type { Store } from './store.ts';
import { upsert } from './upsert.ts';

/** So many of a client are shown, the latest. */
const most = 100;

/**
 * What became of the messages about a client's alerts, newest first; those to this person are on record as seen, now that they
 * have it before them.
 */
export async function noteOpened(
  { deliveries }: Pick<Store, 'deliveries'>,
  { client, person, now }: { readonly client: ClientId; readonly person: TherapistId; readonly now: Instant },
): Promise<readonly AlertDelivery[]> {
  const { documents } = await deliveries.list(client, { order: 'descending', limit: most });
  return Promise.all(
    documents.map(async ({ document }) => {
      if (document.to !== person || !noteSeen(document, now)) return document;
      const seen = await upsert(
        deliveries,
        client,
        document.id,
        (current) => current && noteSeen(current, now),
      );
      return seen ?? document;
    }),
  );
}
