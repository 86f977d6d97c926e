import type { Activity } from 'botbuilder';
import type { Conversation, Incoming, Surroundings } from '../dialogs/conversation.ts';
import type { Instant } from '../domain/ids.ts';
import type { ClientDocument } from '../state/client-document.ts';
import { isNewPlace, readPlace } from './read-place.ts';

/** One turn as the dialogs see it, before any of them has said anything. */
export function beginConversation(
  { client, asked, answered, danger, place, reminded }: ClientDocument,
  given: {
    readonly surroundings: Omit<Surroundings, 'therapistName'>;
    readonly therapistName: string;
    readonly activity: Activity;
    readonly incoming: Incoming;
    readonly now: Instant;
    readonly sawLastQuestion: boolean;
  },
): Conversation {
  const { surroundings, therapistName, activity, incoming, now, sawLastQuestion } = given;
  const { locale, localTimezone } = activity;
  const isLost = incoming.kind === 'opened' && isNewPlace(place, readPlace(activity, now));
  return {
    ...surroundings,
    // in Teams the bot writes itself
    reminderMail: surroundings.reminderMail === true && activity.channelId !== 'msteams',
    therapistName,
    now,
    incoming,
    device: { ...(localTimezone && { timeZone: localTimezone }), ...(locale && { locale }) },
    sawLastQuestion,
    reminded: reminded !== undefined,
    client,
    // stands nowhere that they see, so that it is asked anew
    asked: asked && isLost ? { ...asked, sequence: 0 } : asked,
    answered,
    danger,
    outgoing: [],
    closed: [],
    disclosed: [],
    veiled: false,
    forgetTranscript: false,
  };
}
