import type { Activity } from 'botbuilder';
import type { Incoming } from '../dialogs/conversation.ts';

/** Takes the channel's form off what came in; `undefined` for what no one says anything to (typing, receipts, …). */
export function readActivity(activity: Activity): Incoming | undefined {
  switch (activity.type) {
    case 'message': {
      if (isRecord(activity.value)) return { kind: 'tapped', data: activity.value };
      const text = typeof activity.text === 'string' ? activity.text : '';
      return text.trim() === '' ? { kind: 'unsupported' } : { kind: 'typed', text };
    }
    case 'conversationUpdate':
      return activity.membersAdded?.some((member) => member.id === activity.recipient?.id)
        ? { kind: 'opened' }
        : undefined;
    case 'event':
      return activity.name === 'start' ? { kind: 'opened' } : undefined;
    default:
      return undefined;
  }
}

/** Every text the client wrote in it, wherever it stands: what the safety screen reads. */
export function textsIn(activity: Activity): string[] {
  const texts = typeof activity.text === 'string' && activity.text.trim() !== '' ? [activity.text] : [];
  if (isRecord(activity.value)) {
    for (const value of Object.values(activity.value))
      if (typeof value === 'string' && value.length > 2) texts.push(value);
  }
  return texts;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
