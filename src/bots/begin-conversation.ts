import type { Activity } from 'botbuilder';
import type { Conversation, Incoming, Surroundings } from '../dialogs/conversation.ts';
import type { Instant } from '../domain/ids.ts';
import type { ClientDocument } from '../state/client-document.ts';
import { isNewPlace, readPlace } from './read-place.ts';

/** One turn as the dialogs see it, before any of them has said anything. */
export function beginConversation(
  { client, asked, answered, danger, place, reminded, deviceCode, takeaway }: ClientDocument,
  given: {
    readonly surroundings: Omit<Surroundings, 'therapistName'>;
    readonly therapistName: string;
    readonly activity: Activity;
    readonly incoming: Incoming;
    readonly now: Instant;
    readonly sawLastQuestion: boolean;
    /** Where the chat in a browser is. */
    readonly chatPage?: string | undefined;
  } & Pick<Conversation, 'user' | 'ownRecord' | 'drawDeviceCode'>,
): Conversation {
  const { surroundings, therapistName, activity, incoming, now, sawLastQuestion, chatPage } = given;
  const { user, ownRecord, drawDeviceCode } = given;
  const { locale, localTimezone } = activity;
  const isLost = incoming.kind === 'opened' && isNewPlace(place, readPlace(activity, now));
  return {
    ...surroundings,
    // in Teams the bot writes itself
    reminderMail: surroundings.reminderMail === true && activity.channelId !== 'msteams',
    therapistName,
    user,
    ownRecord,
    drawDeviceCode,
    // only a browser that came in by the chat page holds what opens the other one
    ...(chatPage !== undefined && {
      pages: { chat: chatPage, ...(isWebChat(user) && { data: `${chatPage}/data` }) },
    }),
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
    happened: [],
    deviceCode,
    takeaway,
    forgetTranscript: false,
  };
}

/** Users of Direct Line have names of ours, which begin like this and are handed out with a session. */
const isWebChat = (user: string): boolean => user.startsWith('directline:dl_');
