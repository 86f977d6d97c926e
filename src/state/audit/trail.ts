import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Instant } from '../../domain/ids.ts';

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

export const segmentId = (firstSequence: number): string => String(firstSequence).padStart(12, '0');

/** Where a chain stood: chain, sequence, seal. */
export type AnchoredHead = readonly [chain: string, sequence: number, seal: string];

/**
 * Where all chains stood on a day, 2,000 of them to a page. Partition: `anchors`; id: `YYYY-MM-DD/PAGE`, PAGE from 0001.
 * Never changes.
 */
export interface AnchorDocument {
  readonly id: string;
  readonly schema: 1;
  readonly at: Instant;
  /** Of the chains with events that are not on an earlier page of the day. */
  readonly heads: readonly AnchoredHead[];
  /** The seal of the page before this one, on this day or an earlier one; empty for the first of all. */
  readonly previous: string;
  /** The day is complete with this page. */
  readonly last: boolean;
  /** HMAC-SHA-256, base64url, over all of the above. */
  readonly seal: string;
}
