import type { Activity } from 'botbuilder';
import type { Instant } from '../domain/ids.ts';
import { changeDocument } from '../state/change-document.ts';
import type { ConversationPlace } from '../state/conversation-place.ts';
import { clinicPartition, type Store } from '../state/store.ts';
import { upsert } from '../state/upsert.ts';
import { channelUserOf } from './channel-user.ts';

/** The app was taken out of a chat: nothing can be delivered there until it is back. */
export const isRemoval = ({ type, action, membersRemoved, recipient }: Activity): boolean =>
  (type === 'installationUpdate' && action === 'remove') ||
  (type === 'conversationUpdate' && membersRemoved?.some(({ id }) => id === recipient.id) === true);

/**
 * Notes it with the client, or the therapist, whose chat it was, in a commit of its own; of anybody else nothing is
 * kept. Rejects with a `StoreError` when it cannot be written.
 */
export async function noteGone(store: Store, activity: Activity, now: Instant): Promise<void> {
  const user = channelUserOf(activity);
  const who = (await store.channelUsers.get(user, user))?.document;
  const gone = (place: ConversationPlace | undefined): ConversationPlace | undefined =>
    place && place.goneAt === undefined && place.conversation === activity.conversation.id
      ? { ...place, goneAt: now }
      : undefined;
  if (who?.client !== undefined)
    await changeDocument(store, who.client, (current) => {
      const place = gone(current.place);
      return place && { ...current, place };
    });
  else if (who?.therapist !== undefined)
    await upsert(store.therapists, clinicPartition, who.therapist, (current) => {
      const place = current?.teams?.user === user ? gone(current.teams.place) : undefined;
      return current?.teams && place && { ...current, teams: { ...current.teams, place } };
    });
}
