import type { Alert } from '../domain/alert.ts';
import { callsForNotice } from '../domain/calls-for-notice.ts';
import { caseloadEntry } from '../domain/caseload.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { Client } from '../domain/client.ts';
import type { AlertId, Instant } from '../domain/ids.ts';
import type { safetyCategories } from '../domain/instrument/instrument.ts';
import { latestEvidence } from '../domain/latest-evidence.ts';
import { beginTrail } from './audit/begin-trail.ts';
import { clientChain } from './audit/chains.ts';
import type { AuditTrail } from './audit/trail.ts';
import type { ConversationPlace } from './conversation-place.ts';

/** An activity as it is shown to the client's web chat again after a reload. */
export interface TranscriptEntry {
  /** Position, from 1, rising without gaps for one client. */
  readonly sequence: number;
  /** Where in the stream its latest form stands: `sequence`, or a later number after it was replaced. */
  readonly revision: number;
  readonly from: 'client' | 'bot';
  /** Shown once: a chat that is opened again does not show its words, which somebody else may read. */
  readonly veiled?: true;
  /** A Bot Framework activity without the conversation's addresses. */
  readonly activity: Readonly<Record<string, unknown>>;
}

/** An activity that was processed, so that a second delivery changes nothing. */
export interface LedgerEntry {
  readonly activity: string;
  readonly at: Instant;
  /** Positions in the transcript of what it brought about, its own echo first. */
  readonly entries: readonly number[];
}

/** What the client was last asked, so that an answer lands under the question they saw and no other. */
export interface Asked {
  /** Goes out with the card and comes back with the tap. */
  readonly nonce: string;
  /** Question key, or the join step or menu it stands for. */
  readonly step: string;
  /** Position in the transcript of the message that asked. */
  readonly sequence: number;
  /** How often it was asked again because the reply could not be read. */
  readonly retries: number;
  /** Something else was said since that a typed text might answer; the question is shown again first. */
  readonly interrupted?: boolean;
}

/** What the safety screen found last, as long as the client has not gone on from there. */
export interface Danger {
  readonly tier: 'urgent' | 'concern';
  readonly category: (typeof safetyCategories)[number];
  readonly also?: readonly (typeof safetyCategories)[number][];
  readonly at: Instant;
  /** How often it was answered. */
  readonly times: number;
}

/** The one code with which the client adds a device; `session`: its hash. */
export interface DeviceCode {
  readonly session: string;
  readonly expiresAt: Instant;
  /** The channel user whom it let in. */
  readonly usedBy?: string;
}

/** Files of what is kept about the client, each to be had once, by the browser that stands for `user`. */
export interface Takeaway {
  readonly user: string;
  readonly until: Instant;
  readonly files: readonly ('text' | 'json')[];
}

/** Up to where a connector channel has accepted what was sent. */
export interface Delivered {
  /** The highest transcript position; 0 for none. */
  readonly last: number;
  /** When it was accepted. What came in before that can be no answer to it. */
  readonly at: Instant;
  /** The message that asks the open question: its transcript position, and what the channel calls it. */
  readonly card?: { readonly sequence: number; readonly activity: string };
}

/**
 * Written in the commit, performed after it, each safe to repeat. `revision`: of the commit it came with; performed up
 * to a revision, it goes.
 */
export type Effect = { readonly revision: number } & (
  | { readonly kind: 'keep-check-in'; readonly checkIn: CheckIn }
  /** An alert that was closed, or that was opened again afterwards, as it is now. */
  | { readonly kind: 'keep-alert'; readonly alert: Alert }
  /** The client's line on the caseload is brought to this revision. */
  | { readonly kind: 'line' }
  /** The therapist is to be told of an alert; `seen`: its latest piece of evidence. */
  | { readonly kind: 'notice'; readonly alert: AlertId; readonly seen: Instant }
);

/**
 * Everything a turn reads and writes, bounded whatever the length of the history. Id and partition: the client's id.
 * Older schemas: `client-upgrade.ts`.
 */
export interface ClientDocument {
  readonly id: string;
  readonly schema: 3;
  /** Rises with every commit that changes the client. */
  readonly revision: number;
  readonly client: Client;
  readonly dialogs: unknown;
  readonly asked?: Asked;
  readonly danger?: Danger;
  /** What was last asked and answered, to tell a double tap from a changed mind. */
  readonly answered?: { readonly nonce: string; readonly value: unknown };
  /** The latest 32, oldest first. */
  readonly ledger: readonly LedgerEntry[];
  /** Of the open check-in, the latest 50; they go when it closes. */
  readonly transcript: { readonly last: number; readonly entries: readonly TranscriptEntry[] };
  readonly delivered: Delivered;
  readonly pending: readonly Effect[];
  readonly deviceCode?: DeviceCode;
  readonly takeaway?: Takeaway;
  /** When a reminder went out to which the client has not said anything yet. */
  readonly reminded?: Instant;
  /** Where the client can be written to unasked; only of channels that take such messages. */
  readonly place?: ConversationPlace;
  readonly audit: AuditTrail;
}

/** A new client's document, before anybody has written to them. */
export function newClientDocument(
  client: Client,
  audit = beginTrail(clientChain(client.id)),
): ClientDocument {
  return {
    id: client.id,
    schema: 3,
    revision: 1,
    client,
    dialogs: { dialogStack: [] },
    ledger: [],
    transcript: { last: 0, entries: [] },
    delivered: { last: 0, at: '' },
    pending: [{ kind: 'line', revision: 1 }],
    audit,
  };
}

/**
 * The document with a changed client, one revision on: what that leaves to be done stands in it as pending. Closed
 * check-ins and closed alerts go into the history; the caseload follows where its line reads differently; the therapist
 * is to be told of an alert that was raised.
 */
export function withClient(
  before: ClientDocument,
  changed: Client,
  { closed = [] }: { readonly closed?: readonly CheckIn[] } = {},
): ClientDocument {
  const revision = before.revision + 1;
  const client = withoutClosed(changed);
  const added: Effect[] = [
    ...closed.map((checkIn): Effect => ({ kind: 'keep-check-in', revision, checkIn })),
    ...movedAlerts(before.client, changed).map((alert): Effect => ({ kind: 'keep-alert', revision, alert })),
    ...(lineOf(before.client) === lineOf(client) ? [] : [{ kind: 'line', revision } as const]),
    ...callsForNotice(before.client.alerts, client.alerts).map((alert): Effect => ({
      kind: 'notice',
      revision,
      alert: alert.id,
      seen: latestEvidence(alert),
    })),
  ];
  const replaced = new Set(added.map(effectKey));
  const waiting = before.pending.filter((effect) => !replaced.has(effectKey(effect)));
  return { ...before, client, revision, pending: [...waiting, ...added] };
}

const withoutClosed = (client: Client): Client =>
  client.alerts.some(({ status }) => status === 'closed')
    ? { ...client, alerts: client.alerts.filter(({ status }) => status !== 'closed') }
    : client;

/** Those that leave for the history, and those that came back from it. */
const movedAlerts = (before: Client, { alerts }: Client): readonly Alert[] =>
  alerts.filter(
    ({ id, status, history }) =>
      status === 'closed' ||
      (history.at(-1)?.status === 'reopened' && !before.alerts.some((known) => known.id === id)),
  );

/** What the caseload shows of a client, to be compared. */
const lineOf = (client: Client): string => JSON.stringify(caseloadEntry(client, 0));

/** Of two effects with one key only the later one counts. */
const effectKey = (effect: Effect): string => {
  switch (effect.kind) {
    case 'keep-check-in':
      return `check-in ${effect.checkIn.id}`;
    case 'keep-alert':
      return `alert ${effect.alert.id}`;
    case 'line':
      return 'line';
    case 'notice':
      return `notice ${effect.alert}`;
  }
};
