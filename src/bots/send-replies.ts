import type { Activity, TurnContext } from 'botbuilder';
import type { TranscriptEntry } from '../state/client-document.ts';
import type { TurnChannel } from './turn-channel.ts';

/** What a channel calls the messages it took, by their place in the transcript; of one that does not say, none. */
export type SentIds = ReadonlyMap<number, string>;

/**
 * Sends what a commit holds, in order. A channel that reads the transcript gets each message's place in it; on others
 * what takes the place of an answered card is not sent here (see `closeCards`).
 */
export async function sendReplies(
  context: TurnContext,
  entries: readonly TranscriptEntry[],
  channel: TurnChannel | undefined,
): Promise<SentIds> {
  if (!channel) return sendNew(context, entries);
  let batch: Partial<Activity>[] = [];
  for (const entry of entries) {
    const { sequence, revision } = entry;
    const placed: Partial<Activity> = {
      ...entry.activity,
      channelData: { transcript: { sequence, revision } },
    };
    if (sequence === revision) batch.push(placed);
    else {
      if (batch.length > 0) await context.sendActivities(batch);
      batch = [];
      await context.updateActivity({ ...placed, id: String(sequence) });
    }
  }
  if (batch.length > 0) await context.sendActivities(batch);
  return new Map();
}

async function sendNew(context: TurnContext, entries: readonly TranscriptEntry[]): Promise<SentIds> {
  const fresh = entries.filter(({ sequence, revision }) => sequence === revision);
  if (fresh.length === 0) return new Map();
  const taken = await context.sendActivities(fresh.map(({ activity }) => ({ ...activity })));
  const ids = new Map<number, string>();
  for (const [at, { sequence }] of fresh.entries()) {
    const id = taken[at]?.id;
    if (id) ids.set(sequence, id);
  }
  return ids;
}
