import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Incoming } from '../dialogs/conversation.ts';

/** Names a message whose form was refused: only the safety screen reads it. */
export const refusedName = 'refused';

/** Takes the channel's form off what came in; `undefined` for what no one says anything to (typing, receipts, …). */
export function readActivity(activity: Activity): Incoming | undefined {
  switch (activity.type) {
    case 'message': {
      if (activity.name === refusedName) return undefined;
      if (isRecord(activity.value)) return { kind: 'tapped', data: activity.value };
      const text = withoutMentions(activity);
      return text.trim() === '' ? { kind: 'unsupported' } : { kind: 'typed', text };
    }
    case 'messageUpdate':
      return isEdit(activity) ? { kind: 'aside' } : undefined;
    case 'conversationUpdate':
      return activity.membersAdded?.some((member) => member.id === activity.recipient?.id)
        ? { kind: 'opened' }
        : undefined;
    case 'installationUpdate':
      // not after an upgrade, which nobody did who would wait for a word
      return activity.action === 'add' ? { kind: 'opened' } : undefined;
    case 'invoke': {
      const data = executedData(activity);
      return data && { kind: 'tapped', data };
    }
    case 'event':
      return activity.name === 'start' ? { kind: 'opened' } : undefined;
    default:
      return undefined;
  }
}

/** Several people may read what is said here, a check-in is nothing for it. */
export const isGroup = ({ conversation }: Activity): boolean =>
  conversation.isGroup ||
  conversation.conversationType === 'groupChat' ||
  conversation.conversationType === 'channel';

/** Somebody changed what they had written; Teams says the same of a message that came back. */
const isEdit = ({ channelData }: Activity): boolean =>
  isRecord(channelData) && channelData['eventType'] === 'editMessage';

/** Somebody speaks to the bot; elsewhere than in Teams nothing else reaches it. */
export const isAddressed = ({ channelId, entities, recipient, value }: Activity): boolean =>
  channelId !== 'msteams' ||
  value !== undefined ||
  mentions.safeParse(entities).data?.some(({ mentioned }) => mentioned?.id === recipient.id) === true;

const mentions = z.array(
  z.looseObject({ mentioned: z.looseObject({ id: z.string() }).optional().catch(undefined) }),
);

/** What a card's `Action.Execute` sent; `undefined` for any other invoke. */
export function executedData({ name, value }: Activity): Readonly<Record<string, unknown>> | undefined {
  if (name !== 'adaptiveCard/action' || !isRecord(value) || !isRecord(value['action'])) return undefined;
  const { data } = value['action'];
  return isRecord(data) ? data : {};
}

/** Teams writes who is addressed into the text. */
function withoutMentions({ channelId, text }: Activity): string {
  if (typeof text !== 'string') return '';
  return channelId === 'msteams' ? text.replaceAll(/<at\b[^>]*>[^<]*<\/at>/giu, ' ').trim() : text;
}

/** Deeper than any JSON that is taken. */
const deepest = 40;
/** What our own cards send beside words: letters without a space, as no message is. */
const ownNames = /^(?:nonce|command|change|answer|several|talk|group\d+|card|client|alert|seen)$/u;
const code = /^[\w.:,#-]{1,300}$/u;

/**
 * Every text a person wrote in it, wherever it stands: what the safety screen reads. A message, an edited one, a
 * card's fields, whatever a channel wraps them in.
 */
export function textsIn(activity: Activity): string[] {
  const texts: string[] = [];
  const collect = (value: unknown, name: string, depth: number): void => {
    if (typeof value === 'string') {
      if (value.trim() !== '' && !(ownNames.test(name) && code.test(value))) texts.push(value);
    } else if (depth < deepest && typeof value === 'object' && value !== null)
      for (const [inner, each] of Object.entries(value))
        collect(each, Array.isArray(value) ? name : inner, depth + 1);
  };
  collect(activity.text, '', 0);
  collect(activity.value, '', 0);
  for (const { content } of activity.attachments ?? [])
    if (typeof content === 'string' && content !== activity.text) collect(content, '', 0);
  return texts;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
