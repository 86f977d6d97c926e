import type { AlertId, CheckInId, ClientId, Instant, TherapistId } from './ids.ts';
import type { Domain } from './instrument/instrument.ts';

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
      /** When the change began. */
      readonly since?: Instant;
      /** Check-ins it took. */
      readonly over?: number;
      /** The client's usual range, 0–10. */
      readonly usual?: { readonly low: number; readonly high: number };
      readonly severity?: 'mild' | 'moderate' | 'severe';
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
/** What the alert rule finds. */
export type AllianceEvidence = Exclude<Evidence, { kind: 'safety' }>;
/** What the safety screen, or an instrument's disclosure, puts into a safety alert. */
export type SafetyEvidence = Extract<Evidence, { kind: 'safety' }>;

/** What the therapist found when they spoke with the client about an alliance alert. */
export const allianceFindings = [
  'task-did-not-fit',
  'goals-had-shifted',
  'something-hurt',
  'felt-unheard',
  'held-back',
  'trouble-outside',
  'answers-meant-otherwise',
  'something-else',
] as const;
/** What was done about it; after the strategies that the literature on rupture and repair names. */
export const allianceRepairs = [
  'invited-their-view',
  'owned-my-part',
  'explained-the-reason',
  'changed-the-task',
  'renewed-the-goals',
  'agreed-to-watch',
  'arranged-other-help',
  'something-else',
] as const;
/** What the therapist found when they followed up a safety alert. */
export const safetyFindings = [
  'danger-now',
  'some-danger',
  'no-danger-found',
  'words-meant-otherwise',
  'could-not-reach',
  'something-else',
] as const;
/** What was done about it. */
export const safetyMeasures = [
  'spoke-with-client',
  'made-safety-plan',
  'involved-others',
  'arranged-emergency-help',
  'arranged-closer-contact',
  'referred',
  'something-else',
] as const;
export type FoundCode = (typeof allianceFindings)[number] | (typeof safetyFindings)[number];
export type DoneCode = (typeof allianceRepairs)[number] | (typeof safetyMeasures)[number];

/** One step in an alert's life. */
export type AlertStep = {
  readonly at: Instant;
  /** A person, or the program itself. */
  readonly by: TherapistId | 'system';
  /** Empty where nobody wrote any. */
  readonly note: string;
} & (
  | { readonly status: 'acknowledged' }
  /** By the program itself: its evidence was gone. */
  | { readonly status: 'closed' }
  | {
      readonly status: 'discussed';
      readonly found: readonly FoundCode[];
      readonly done: readonly DoneCode[];
    }
  /** A person opened it again after it was closed. */
  | { readonly status: 'reopened' }
  /** By the program: new evidence opened it again. */
  | { readonly status: 'grew' }
  /** By the program: nobody had acted. */
  | { readonly status: 'reminded' | 'escalated' }
);

export interface Alert {
  readonly id: AlertId;
  readonly client: ClientId;
  readonly kind: 'alliance' | 'safety';
  /** Where a person has brought it; `open` again once it grew. */
  readonly status: 'open' | 'acknowledged' | 'discussed' | 'closed';
  readonly raisedAt: Instant;
  readonly evidence: readonly Evidence[];
  readonly history: readonly AlertStep[];
  /** Who was asked to act beside the client's therapist, and so may open this alert until it is closed. */
  readonly called?: readonly TherapistId[];
}
