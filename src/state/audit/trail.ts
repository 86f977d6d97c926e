import type { AuditEvent } from '../../domain/audit-event.ts';

/** An event in its place in a chain. */
export interface SealedEvent extends AuditEvent {
  /** From 1, without gaps within a chain. */
  readonly sequence: number;
  /** HMAC-SHA-256, base64url, over the event, its place and the seal before it. */
  readonly seal: string;
}

/**
 * The head of a chain, kept in the document whose records the chain tells of and written with it: a client's, a
 * therapist's, the clinic's.
 */
export interface AuditTrail {
  /** `client:ID`, `therapist:ID` or `clinic`. */
  readonly chain: string;
  /** Of the latest event; 0 for none. */
  readonly sequence: number;
  /** Of the latest event; empty for none. */
  readonly seal: string;
  /** The latest events, oldest first, that are not known to stand in the `audit` collection yet. */
  readonly unfiled: readonly SealedEvent[];
}

/** Events that were filed together and never change. Partition: the chain; id: its first sequence, twelve digits. */
export interface AuditSegment {
  readonly id: string;
  readonly schema: 1;
  readonly events: readonly SealedEvent[];
}

/** Where a chain stood: chain, sequence, seal. */
export type AnchoredHead = readonly [chain: string, sequence: number, seal: string];

/** Where the chains stood at the end of a day. Partition: `anchors`; id: `YYYY-MM-DD/PAGE`, PAGE from 0001. */
export interface AnchorDocument {
  readonly id: string;
  readonly schema: 1;
  readonly at: string;
  /** Of the chains that have grown since the anchors before. */
  readonly heads: readonly AnchoredHead[];
  /** The seal of the anchor before this one; empty for the first. */
  readonly previous: string;
  /** HMAC-SHA-256, base64url, over all of the above. */
  readonly seal: string;
}
