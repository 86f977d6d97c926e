import type { Client } from '../domain/client.ts';
import type { Instant } from '../domain/ids.ts';

/** An activity as it is shown to the client's web chat again after a reload. */
export interface TranscriptEntry {
  /** Position, from 1, rising without gaps for one client. */
  readonly sequence: number;
  /** Where in the stream its latest form stands: `sequence`, or a later number after it was replaced. */
  readonly revision: number;
  readonly from: 'client' | 'bot';
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

/** Written in the commit, performed after it, each safe to repeat. */
export type Effect = {
  readonly kind: 'project';
  readonly checkIns: readonly string[];
  readonly alerts: readonly string[];
};

/** id and partition: the client's id. */
export interface ClientDocument {
  readonly id: string;
  readonly schema: 1;
  readonly revision: number;
  readonly client: Client;
  readonly dialogs: unknown;
  readonly asked?: Asked;
  /** What was last asked and answered, to tell a double tap from a changed mind. */
  readonly answered?: { readonly nonce: string; readonly value: unknown };
  /** The latest 32, oldest first. */
  readonly ledger: readonly LedgerEntry[];
  readonly transcript: { readonly last: number; readonly entries: readonly TranscriptEntry[] };
  /** The highest transcript position known to have reached the client over a connector channel. */
  readonly delivered: number;
  readonly pending: readonly Effect[];
}
