import type { AlertId, ClientId, Instant, TherapistId } from './ids.ts';

/** How people of the clinic are told of an alert, beside the workspace, where it always stands; in the order they are tried. */
export const alertChannels = ['teams', 'mail'] as const;
export type AlertChannel = (typeof alertChannels)[number];

/** For which reason they are told: it was raised (or opened again), nobody had acted, or it is handed on. */
export type DeliveryStep = 'raised' | 'reminded' | 'escalated';

/**
 * Why a channel did not take it. `gone`: blocked, or not installed any more. `no-mailbox`: the address does not exist.
 * `refused`: this message was not taken. `unreachable`: there is no address any more. `busy`: it was not taken in the
 * time there was. `withdrawn`: somebody acted, or a later one took its place, before it was sent.
 */
export type DeliveryFault = 'gone' | 'no-mailbox' | 'refused' | 'unreachable' | 'busy' | 'withdrawn';

/**
 * One message to one person over one channel, and what became of it. Id: alert, round, person and channel, the same again for
 * the same. It is on record before it is sent: `sending` under a lease, whose token rises with every attempt.
 */
export interface AlertDelivery {
  readonly id: string;
  readonly schema: 1;
  readonly client: ClientId;
  readonly alert: AlertId;
  readonly step: DeliveryStep;
  /** When the round began that it belongs to. */
  readonly round: Instant;
  readonly to: TherapistId;
  /** `workspace`: it stands there, and there is no other way to this person. */
  readonly channel: AlertChannel | 'workspace';
  readonly status: 'queued' | 'sending' | 'sent' | 'failed' | 'unknown';
  readonly queuedAt: Instant;
  /** When its status was reached. */
  readonly at: Instant;
  /** Not sent before: quiet hours, or a pause after an attempt. */
  readonly notBefore?: Instant;
  readonly lease?: DeliveryLease;
  /** The highest token that was given out. 0 before the first attempt. */
  readonly token: number;
  /** Attempts of which nobody knows whether the message arrived: so many copies there may be beside one. */
  readonly unsure: number;
  /** What the channel calls the message. */
  readonly message?: string;
  readonly why?: DeliveryFault;
  /** When they opened it. */
  readonly seenAt?: Instant;
  /** From its end on. */
  readonly expiresAt?: Instant;
}

/** Who is at it, by a number that no earlier holder has, and until when nobody else is. */
export interface DeliveryLease {
  readonly worker: string;
  readonly token: number;
  readonly until: Instant;
}
