import { createHash, randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';

/** What the ids of directories and of people in them are made of. */
const oneId = /^[\w-]{1,100}$/u;

/**
 * Who wrote, as far as one person can be told from all others on their channel: in Teams by the conversation's tenant
 * and the Entra object id in it and by nothing else, so that a guest is somebody else in each directory; elsewhere by
 * the channel's own user id. `undefined` in Teams when either is missing. Never a name or an address.
 */
export function identityOf({ channelId, conversation, from }: Activity): string | undefined {
  if (channelId !== 'msteams') return `${channelId}:${from.id}`;
  const { tenantId } = conversation;
  const { aadObjectId } = from;
  if (!tenantId || !aadObjectId || !oneId.test(tenantId) || !oneId.test(aadObjectId)) return undefined;
  return `msteams:${tenantId.toLowerCase()}:${aadObjectId.toLowerCase()}`;
}

/** A name for whoever wrote, to count by and to tell of; of somebody without an identity it is nobody's who joined. */
export const channelUserOf = (activity: Activity): string =>
  identityOf(activity) ??
  `${activity.channelId}?:${hash(`${activity.conversation.tenantId ?? ''} ${activity.from.id}`)}`;

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
