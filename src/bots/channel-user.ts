import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';

/**
 * Who wrote, on their channel: in Teams the tenant and the Entra object id, never a name or an address;
 * elsewhere the channel's own user id.
 */
export function channelUserOf(activity: Activity): string {
  const { from } = activity;
  if (activity.channelId === 'msteams')
    return `msteams:${activity.conversation.tenantId ?? ''}:${from.aadObjectId ?? from.id}`;
  return `${activity.channelId}:${from.id}`;
}

/** Names one delivery, so that a second delivery of the same is known. */
export function activityKey(activity: Activity): string | undefined {
  const data: unknown = activity.channelData;
  if (
    typeof data === 'object' &&
    data !== null &&
    'clientActivityID' in data &&
    typeof data.clientActivityID === 'string'
  ) {
    return bounded(`${activity.channelId}:${data.clientActivityID}`);
  }
  return activity.id
    ? bounded(`${activity.channelId}:${activity.conversation.id}:${activity.id}`)
    : undefined;
}

/** Kept in the client's document, so that a channel's long ids must not make it large. */
const bounded = (key: string): string =>
  key.length <= 300 ? key : createHash('sha256').update(key).digest('base64url');
