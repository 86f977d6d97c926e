import type { Activity } from 'botbuilder';
import { languageOf, type Conversation } from '../dialogs/conversation.ts';
import { render } from '../dialogs/render.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Client } from '../domain/client.ts';
import type { Auditor } from '../state/audit/auditor.ts';
import { withClient, type ClientDocument, type TranscriptEntry } from '../state/client-document.ts';
import { readPlace } from './read-place.ts';

/** How many activities a reload shows, and how many deliveries are remembered. */
const transcriptKept = 50;
const ledgerKept = 32;

/** What the turn will have written, and what it then sends, in order. */
export interface Decided {
  readonly document: ClientDocument;
  /** The client's own message as it stands in the transcript. */
  readonly echo?: TranscriptEntry;
  readonly sends: readonly TranscriptEntry[];
}

/**
 * The client's document after this turn: the conversation's outcome, the replies in it, the delivery in the
 * ledger, and what is to be done after the commit. Bounded whatever the history.
 */
export function nextDocument(
  before: ClientDocument,
  conversation: Conversation,
  {
    activity,
    key,
    dialogs,
    auditor,
  }: {
    readonly activity: Activity;
    readonly key: string | undefined;
    readonly dialogs: unknown;
    readonly auditor: Pick<Auditor, 'append'>;
  },
): Decided {
  let { last } = before.transcript;
  // what this turn closes is still to be shown closed
  const closes = new Set(conversation.outgoing.map((one) => one.kind === 'replace' && one.sequence));
  let entries: readonly TranscriptEntry[] = conversation.forgetTranscript
    ? before.transcript.entries.filter(({ sequence }) => closes.has(sequence))
    : before.transcript.entries;
  let asked = conversation.asked;

  const append = (from: TranscriptEntry['from'], content: TranscriptEntry['activity']): TranscriptEntry => {
    last += 1;
    const veiled = conversation.veiled && { veiled: true as const };
    const entry = { sequence: last, revision: last, from, ...veiled, activity: content };
    entries = [...entries, entry];
    return entry;
  };

  const echo =
    activity.type === 'message' ? append('client', ownWords(activity, conversation.now)) : undefined;
  const sends: TranscriptEntry[] = [];
  const replace = (
    sequence: number,
    by: (old: TranscriptEntry['activity']) => TranscriptEntry['activity'],
  ): void => {
    const old = entries.find((entry) => entry.sequence === sequence);
    if (!old) return;
    last += 1;
    const replaced = { ...old, revision: last, activity: by(old.activity) };
    entries = entries.map((entry) => (entry === old ? replaced : entry));
    sends.push(replaced);
  };

  const left = cardLeftBehind(before, conversation);
  if (left !== undefined) replace(left, ({ attachments: _card, ...words }) => words);
  for (const outgoing of conversation.outgoing) {
    const content = { ...render(outgoing.message, languageOf(conversation)), timestamp: conversation.now };
    if (outgoing.kind === 'replace') {
      replace(outgoing.sequence, () => content);
      continue;
    }
    const entry = append('bot', content);
    sends.push(entry);
    if (asked && outgoing.nonce === asked.nonce) asked = { ...asked, sequence: entry.sequence };
  }

  // it was not asked anew after all
  if (asked?.sequence === 0 && asked.nonce === before.asked?.nonce) asked = before.asked;

  const touched = [...(echo ? [echo.sequence] : []), ...sends.map((entry) => entry.sequence)];
  const { client, now, closed } = conversation;
  const place = readPlace(activity, now);
  const told = (event: Pick<AuditEvent, 'action' | 'record'>): AuditEvent => ({
    at: now,
    actor: { role: 'client', id: client.id },
    ...event,
    outcome: 'success',
  });
  const events = [
    told({ action: 'update', record: changedRecord(before.client, client) }),
    ...conversation.happened.map(told),
  ];
  const { reminded: _answered, ...standing } = withClient(before, cameBack(client), { closed });
  const document: ClientDocument = {
    ...standing,
    dialogs,
    asked,
    answered: conversation.answered,
    danger: conversation.danger,
    ledger:
      key === undefined
        ? before.ledger
        : [...before.ledger, { activity: key, at: now, entries: touched }].slice(-ledgerKept),
    transcript: { last, entries: entries.slice(-transcriptKept) },
    ...(place && { place }),
    ...(conversation.deviceCode && { deviceCode: conversation.deviceCode }),
    ...(conversation.takeaway && { takeaway: conversation.takeaway }),
    audit: auditor.append(before.audit, ...events),
  };
  return { document, ...(echo && { echo }), sends };
}

/** Who has come back is no longer somebody whom reminders do not reach. */
function cameBack({ reminderNotice: _over, ...client }: Client): Client {
  return client;
}
/** What of the client's record a turn changed, as the audit names it. */
const changedRecord = (
  before: Client,
  { checkIn, consent, erasureAskedAt, reminderMail }: Client,
): string => {
  if (consent !== before.consent) return 'consent';
  if (checkIn !== before.checkIn) return 'check-in';
  if (erasureAskedAt !== before.erasureAskedAt) return 'erasure-request';
  return reminderMail === before.reminderMail ? 'client' : 'reminder-mail';
};

/** Where the card stands that was asked before and is asked anew, or no longer: it keeps its words and takes no more taps. */
function cardLeftBehind({ asked }: ClientDocument, conversation: Conversation): number | undefined {
  if (!asked || asked.nonce === conversation.asked?.nonce) return undefined;
  const settled = conversation.outgoing.some(
    (one) => one.kind === 'replace' && one.sequence === asked.sequence,
  );
  return settled ? undefined : asked.sequence;
}

/** Of the client's message only what their chat shows again after a reload. */
const ownWords = (
  { type, text, value, channelData, timestamp, localTimestamp }: Activity,
  now: string,
): TranscriptEntry['activity'] => ({
  type,
  ...(text !== undefined && { text: text.slice(0, 5000), textFormat: 'plain' }),
  ...(value !== undefined && { value: nonceOf(value) }),
  ...(channelData !== undefined && { channelData: ownChannelData(channelData) }),
  timestamp: shortTime(timestamp) ?? now,
  ...(shortTime(localTimestamp) && { localTimestamp }),
});

/** Whatever a channel puts there: a time is short. */
const shortTime = (time: unknown): Date | string | undefined =>
  time instanceof Date || (typeof time === 'string' && time.length <= 40) ? time : undefined;

/** Taps show no bubble; their values stand in the answers, not here. */
const nonceOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'nonce' in value && typeof value.nonce === 'string'
    ? { nonce: value.nonce.slice(0, 64) }
    : {};

/** What Web Chat knows its own message by, and no more of what a channel may send along. */
const ownChannelData = (data: unknown): Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null
    ? Object.fromEntries(
        Object.entries(data).filter(
          ([name, value]) => JSON.stringify(value).length <= (ownFields.get(name) ?? 0),
        ),
      )
    : {};

/** By name, and up to how many characters of JSON. */
const ownFields = new Map([
  ['clientActivityID', 300],
  ['clientTimestamp', 100],
  ['messageBack', 1000],
  ['postBack', 1000],
]);
