import type { AlertId, CheckInId, ClientId, Instant, TherapistId } from './ids.ts';
import type { Domain } from './instrument.ts';

/** One observation behind an alert. Alerts grow by evidence; a client has at most one open alliance alert and one open safety alert. */
export type Evidence =
  | {
      readonly kind: 'floor' | 'drop' | 'slide';
      readonly domain: Domain | 'whole';
      readonly checkIn: CheckInId;
      readonly at: Instant;
      /** 0–10. */
      readonly value: number;
      /** 0–10, what the value is held against. */
      readonly reference: number;
    }
  | {
      readonly kind: 'safety';
      readonly category: string;
      readonly tier: 'urgent' | 'concern';
      readonly at: Instant;
      /** The client's words, at most 5,000 characters: shown behind sign-in only, never logged or sent. */
      readonly words: string;
      /** What else was found in the same words. */
      readonly also?: readonly string[];
      /** When it came into the alert, if that was later than it was written. */
      readonly addedAt?: Instant;
      /** Names the message they came with, so that a message is evidence once. */
      readonly source?: string;
      /** The phrase lists that have them, with their versions: `en 3`; or the instrument whose answer it was. */
      readonly lists?: readonly string[];
    };
/** What the safety screen, or an instrument's disclosure, puts into a safety alert. */
export type SafetyEvidence = Extract<Evidence, { kind: 'safety' }>;

export type AlertStep = {
  readonly status: 'acknowledged' | 'discussed' | 'closed';
  readonly at: Instant;
  readonly by: TherapistId;
  readonly note: string;
};

export interface Alert {
  readonly id: AlertId;
  readonly client: ClientId;
  readonly kind: 'alliance' | 'safety';
  readonly status: 'open' | 'acknowledged' | 'discussed' | 'closed';
  readonly raisedAt: Instant;
  readonly evidence: readonly Evidence[];
  readonly history: readonly AlertStep[];
}
