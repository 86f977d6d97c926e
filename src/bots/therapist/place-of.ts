import type { Activity } from 'botbuilder';
import type { Instant } from '../../domain/ids.ts';
import type { ConversationPlace } from '../../state/conversation-place.ts';

/** Where a message came from, to write there unasked later. */
export const placeOf = (activity: Activity, at: Instant): ConversationPlace => ({
  channel: activity.channelId,
  serviceUrl: activity.serviceUrl,
  conversation: activity.conversation.id,
  ...(activity.conversation.tenantId && { tenant: activity.conversation.tenantId }),
  user: activity.from.id,
  bot: activity.recipient.id,
  ...(activity.locale && { locale: activity.locale }),
  at,
});

/** A message of theirs came from here: it is the place they can be written to, as far as that needs to be written. */
export const isElsewhere = (known: ConversationPlace, now: ConversationPlace): boolean =>
  known.goneAt !== undefined ||
  (['serviceUrl', 'conversation', 'user', 'bot', 'locale'] as const).some(
    (name) => known[name] !== now[name],
  );
