import type { Client } from '../domain/client.ts';
import type { TherapistId } from '../domain/ids.ts';
import { clinicPartition, type ChannelUserDocument, type Store } from '../state/store.ts';
import { known } from './known.ts';
import { createLatest } from './latest.ts';

/** What a reply needs of a client when the store does not answer. */
export type Remembered = Pick<Client, 'language' | 'country'>;

/** Who is who, as far as it never changes while the process runs. */
export interface People {
  /** The client or the therapist that a channel user is; absent until they have joined or tied their chat. */
  whoIs(channelUser: string): Promise<ChannelUserDocument | undefined>;
  /** A name is changed at a start. */
  therapistName(id: TherapistId): Promise<string | undefined>;
  /** Keeps the latest for whoever wrote before. */
  remember(channelUser: string, client: Remembered): void;
  remembered(channelUser: string): Remembered | undefined;
}

const most = 10_000;

export function createPeople(store: Pick<Store, 'channelUsers' | 'therapists'>): People {
  const wrote = createLatest<Remembered>(most);
  return {
    // a client stays who they are; a therapist may untie their chat
    whoIs: known(async (user) => (await store.channelUsers.get(user, user))?.document, {
      lasts: ({ client }) => client !== undefined,
    }),
    therapistName: known(async (id) => (await store.therapists.get(clinicPartition, id))?.document.name),
    remember(user, { language, country }) {
      wrote.keep(user, {
        ...(language !== undefined && { language }),
        ...(country !== undefined && { country }),
      });
    },
    remembered(user) {
      const found = wrote.take(user);
      if (found) wrote.keep(user, found);
      return found;
    },
  };
}
