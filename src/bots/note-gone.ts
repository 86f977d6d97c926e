import type { Activity } from 'botbuilder';
import type { Instant } from '../domain/ids.ts';
import { changeDocument } from '../state/change-document.ts';
import { noteTherapistGone } from '../state/note-therapist-gone.ts';
import type { Store } from '../state/store.ts';
import { channelUserOf } from './channel-user.ts';

/** The app was taken out of a chat: nothing can be delivered there until it is back. */
export const isRemoval = ({ type, action, membersRemoved, recipient }: Activity): boolean =>
  (type === 'installationUpdate' && action === 'remove') ||
  (type === 'conversationUpdate' && membersRemoved?.some(({ id }) => id === recipient.id) === true);

/**
 * Notes it for the client or the therapist whose chat it was, in a commit of its own; of anybody else nothing is kept.
 * Rejects with a `StoreError` when it cannot be written.
 */
export async function noteGone(store: Store, activity: Activity, now: Instant): Promise<void> {
  const user = channelUserOf(activity);
  const { client, therapist } = (await store.channelUsers.get(user, user))?.document ?? {};
  const conversation = activity.conversation.id;
  if (therapist !== undefined) return noteTherapistGone(store, { therapist, conversation, now });
  if (client === undefined) return;
  await changeDocument(store, client, (current) => {
    const { place } = current;
    const isGone = place?.goneAt === undefined && place?.conversation === conversation;
    return place && isGone ? { ...current, place: { ...place, goneAt: now } } : undefined;
  });
}
