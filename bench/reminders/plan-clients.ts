import type { Client, Due } from '../../src/domain/client.ts';
import { clientId, therapistId, type Instant } from '../../src/domain/ids.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import type { ConversationPlace } from '../../src/state/conversation-place.ts';
import type { Store } from '../../src/state/store.ts';

/** A joined client without a history. */
export const reminded = (name: string, due: Due, enrolledAt: Instant): Client => ({
  id: clientId(name),
  therapist: therapistId('t'),
  label: name,
  status: 'joined',
  demo: false,
  enrolledAt,
  language: 'en',
  due,
  goals: [],
  homework: [],
  recent: [],
  alerts: [],
});

/** @param serviceUrl of the channel on which each of them has a chat of their own name; absent: on none */
export async function storeClients(
  store: Pick<Store, 'clients'>,
  clients: readonly Client[],
  serviceUrl?: string,
): Promise<void> {
  for (let at = 0; at < clients.length; at += 500) {
    await Promise.all(
      clients.slice(at, at + 500).map((client) =>
        store.clients.put(
          client.id,
          {
            ...newClientDocument(client),
            ...(serviceUrl !== undefined && { place: placeOf(client, serviceUrl) }),
          },
          'absent',
        ),
      ),
    );
  }
}

const placeOf = ({ id, enrolledAt }: Client, serviceUrl: string): ConversationPlace => ({
  channel: 'msteams',
  serviceUrl,
  conversation: id,
  user: id,
  bot: 'bot',
  at: enrolledAt,
});
