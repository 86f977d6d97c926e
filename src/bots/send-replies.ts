import type { Activity, TurnContext } from 'botbuilder';
import type { TranscriptEntry } from '../state/client-document.ts';
import type { TurnChannel } from './turn-channel.ts';

/**
 * Sends what a commit holds, in order. A channel that reads the transcript gets each message's place in it;
 * on others an answered card stays as it is, since their ids for it are not known.
 */
export async function sendReplies(
  context: TurnContext,
  entries: readonly TranscriptEntry[],
  channel: TurnChannel | undefined,
): Promise<void> {
  let batch: Partial<Activity>[] = [];
  for (const entry of entries) {
    const replaced = entry.revision !== entry.sequence;
    if (!channel) {
      if (!replaced) batch.push({ ...entry.activity });
      continue;
    }
    const { sequence, revision } = entry;
    const placed: Partial<Activity> = {
      ...entry.activity,
      channelData: { transcript: { sequence, revision } },
    };
    if (replaced) {
      if (batch.length > 0) await context.sendActivities(batch);
      batch = [];
      await context.updateActivity({ ...placed, id: String(sequence) });
    } else batch.push(placed);
  }
  if (batch.length > 0) await context.sendActivities(batch);
}
