import type { ClientId } from '../../domain/ids.ts';
import type { TranscriptEntry } from '../../state/client-document.ts';

type Content = Readonly<Record<string, unknown>>;

/** What a Direct Line client receives: activities, and where in the stream they end. */
export interface ActivityGroup {
  readonly activities: readonly Content[];
  readonly watermark: string;
}

/** All that leaves of a stored activity. Without `replyToId`: it holds back a reply until what it names is shown. */
const kept = [
  'type',
  'text',
  'textFormat',
  'attachments',
  'attachmentLayout',
  'suggestedActions',
  'inputHint',
  'speak',
  'name',
  'value',
  'valueType',
  'label',
  'locale',
  'entities',
  'timestamp',
  'localTimestamp',
] as const;

export const botAccount = { id: 'alliance-bot', name: '', role: 'bot' } as const;

/** Sorts as text in the order of the conversation. */
export const entryId = (client: ClientId, sequence: number): string =>
  `${client}|${String(sequence).padStart(9, '0')}`;

/** An entry as one reader sees it: what the client wrote on any of their devices is the reader's own. */
export function entryActivity(
  { sequence, from, activity }: TranscriptEntry,
  reader: { userId: string; client: ClientId },
): Content {
  return {
    ...content(activity),
    id: entryId(reader.client, sequence),
    channelId: 'directline',
    conversation: { id: reader.client },
    from: from === 'bot' ? botAccount : { id: reader.userId, role: 'user' },
    // Places it in the chat wherever the clocks stand.
    channelData: { ...ownChannelData(activity), 'webchat:sequence-id': sequence },
  };
}

/** Something said that is not in the transcript: it stands after whatever the chat shows, so it has no time. */
export function passingActivity(activity: Content, given: { id: string; client: ClientId }): Content {
  const { timestamp: _, ...said } = content(activity);
  return {
    ...said,
    id: given.id,
    channelId: 'directline',
    conversation: { id: given.client },
    from: botAccount,
    channelData: ownChannelData(activity),
  };
}

const content = (activity: Content): Content =>
  Object.fromEntries(
    kept.filter((name) => activity[name] !== undefined).map((name) => [name, activity[name]]),
  );

function ownChannelData({ channelData }: Content): Content {
  if (typeof channelData !== 'object' || channelData === null) return {};
  const { transcript: _, ...own } = { transcript: undefined, ...channelData };
  return own;
}

/**
 * What stands after a watermark: replaced entries again, under their old id. From the beginning, as when the chat is
 * opened again, it is the whole conversation in order, without the words that somebody else must not read there. A watermark beyond the end is from another life of the data: all of it, too.
 */
export function entriesAfter(
  transcript: { readonly last: number; readonly entries: readonly TranscriptEntry[] },
  watermark: number,
): readonly TranscriptEntry[] {
  if (watermark <= 0 || watermark > transcript.last) {
    return transcript.entries.map(veil).toSorted((a, b) => a.sequence - b.sequence);
  }
  return transcript.entries
    .filter((entry) => entry.revision > watermark)
    .toSorted((a, b) => a.revision - b.revision);
}

const veil = (entry: TranscriptEntry): TranscriptEntry =>
  entry.veiled ? { ...entry, activity: { ...entry.activity, text: '…' } } : entry;

/** From a query: a whole number, or the beginning. */
export const readWatermark = (text: string | null): number =>
  text !== null && /^\d{1,12}$/.test(text) ? Number(text) : 0;
