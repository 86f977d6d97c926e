import type { Activity } from 'botbuilder';
import type { Instant } from '../domain/ids.ts';
import type { ConversationPlace } from '../state/conversation-place.ts';
import { identityOf } from './channel-user.ts';
import { isGroup } from './read-activity.ts';

/**
 * Where whoever sent this can be written to unasked: a chat of their own in Teams. `undefined` on channels that take no
 * such message, where others read along, and of somebody who cannot be told from others.
 */
export function readPlace(activity: Activity, now: Instant): ConversationPlace | undefined {
  const { channelId, serviceUrl, conversation, from, recipient, locale } = activity;
  if (channelId !== 'msteams' || isGroup(activity) || identityOf(activity) === undefined) return undefined;
  const { id, tenantId } = conversation;
  return {
    channel: channelId,
    serviceUrl,
    conversation: id,
    ...(tenantId && { tenant: tenantId }),
    user: from.id,
    bot: recipient.id,
    ...(locale && { locale }),
    at: now,
  };
}

/** They were not met there before, or the app was taken out since: what was asked is perhaps not before their eyes. */
export const isNewPlace = (
  before: ConversationPlace | undefined,
  after: ConversationPlace | undefined,
): boolean =>
  after !== undefined &&
  (before === undefined || before.goneAt !== undefined || before.conversation !== after.conversation);

/** What is kept no longer reaches them. */
export const hasMoved = (
  before: ConversationPlace | undefined,
  after: ConversationPlace | undefined,
): boolean => isNewPlace(before, after) || (after !== undefined && before?.serviceUrl !== after.serviceUrl);
