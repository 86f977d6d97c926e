import { createHash, randomUUID } from 'node:crypto';
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

/**
 * Names one delivery, so that a second delivery of the same is known. An edited message has the id of the first and is
 * another one all the same: what is no plain message is named with what it holds.
 */
export function activityKey(activity: Activity): string | undefined {
  const key = deliveryOf(activity);
  if (key === undefined || activity.type === 'message') return key;
  const { type, text, value } = activity;
  return bounded(`${type} ${key} ${hash(JSON.stringify([text ?? '', value ?? '']))}`);
}

/** Names what one person wrote once, whoever else's device made up the same id. */
export const sourceOf = (activity: Activity): string =>
  hash(`${channelUserOf(activity)} ${activityKey(activity) ?? randomUUID()}`);

function deliveryOf(activity: Activity): string | undefined {
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
const bounded = (key: string): string => (key.length <= 300 ? key : hash(key));
const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
