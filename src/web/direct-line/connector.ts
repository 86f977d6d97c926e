import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { Connector } from '../../bots/adapter.ts';
import { transcriptMark } from '../../bots/transcript-mark.ts';
import { clientId } from '../../domain/ids.ts';
import type { Live } from './live.ts';
import { entryId, passingActivity } from './wire.ts';

/**
 * Takes the place of the Bot Connector for conversations of ours. What stands in the transcript is shown under its
 * place there; anything else (typing, a word while the store is down) reaches whoever is reading and is not kept.
 */
export function createConnector(live: Live): Connector {
  const send = (conversation: string, activity: Partial<Activity>): Promise<{ id: string }> => {
    const client = clientId(conversation);
    const content = { ...activity };
    const mark = transcriptMark(activity.channelData);
    if (!mark) {
      const id = `${client}|${randomUUID()}`;
      live.say(client, passingActivity(content, { id, client }));
      return Promise.resolve({ id });
    }
    live.push(client, { ...mark, from: 'bot', activity: content });
    return Promise.resolve({ id: entryId(client, mark.sequence) });
  };
  return {
    conversations: {
      sendToConversation: send,
      replyToActivity: (conversation, _to, activity) => send(conversation, activity),
      updateActivity: (conversation, _id, activity) => send(conversation, activity),
      // Nothing is taken back: an entry is replaced instead.
      deleteActivity: () => Promise.resolve(),
    },
  };
}
