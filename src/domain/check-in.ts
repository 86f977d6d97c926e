import type { CheckInId, ClientId, Instant } from './ids.ts';
import type { Domain } from './instrument.ts';

/**
 * What the client gave for one question. A question passed over on purpose is `skipped`; one never
 * reached has no entry. Nothing is ever filled in for the client.
 */
export type Answer =
  | SingleAnswer
  /** `other`: what was added in the client's own words, where the question takes that. */
  | { readonly kind: 'options'; readonly codes: readonly string[]; readonly other?: readonly string[] }
  /** To a question that takes several, one after the other; `done` once the client has said that it is all. */
  | { readonly kind: 'several'; readonly values: readonly SingleAnswer[]; readonly done: boolean }
  | { readonly kind: 'skipped' };

/** One value. `text` also for what is chosen in the client's own words, and for a web address. */
export type SingleAnswer =
  | { readonly kind: 'number'; readonly value: number }
  /** `unit`: the key of one of the question's units; left out where it has none. */
  | { readonly kind: 'quantity'; readonly value: number; readonly unit?: string }
  /** As FHIR writes it: `2026-04-03`, `2026-04-03T19:30:00+02:00`, `19:30:00`. */
  | { readonly kind: 'date' | 'dateTime' | 'time'; readonly value: string }
  | { readonly kind: 'option'; readonly code: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string };

/** The linkId, or `linkId/subjectId` where the item is asked once for each homework or goal; see `questionKey`. */
export type QuestionKey = string;
export type Answers = Readonly<Record<QuestionKey, Answer>>;

/** By the linkId as keys have it: what tells a question from another that stands in its place; see `fingerprintsOf`. */
export type Fingerprints = Readonly<Record<string, string>>;

/** Answers to questions of an earlier version that the check-in's instrument does not ask. */
export interface FormerAnswers {
  readonly instrument: { readonly id: string; readonly version: string };
  readonly fingerprints: Fingerprints;
  readonly answers: Answers;
}

/** A homework or a goal as it stood when the check-in began; later edits by the therapist do not move a question. */
export interface Subject {
  readonly id: string;
  readonly title: string;
}
export interface CheckInContext {
  readonly homework: readonly Subject[];
  /** The agreed goal whose turn it is; empty when none is agreed. */
  readonly goal: readonly Subject[];
}

/** 0–10 each; `undefined` (never 0) where it could not be scored. */
export interface Score extends Readonly<Record<Domain, number | undefined>> {
  readonly alliance: number | undefined;
}

/**
 * One client's check-in of one week. `open` until its last question is answered or skipped, then
 * `complete` (corrections stay possible while its week runs); `missed` when the week ended before.
 */
export interface CheckIn {
  readonly id: CheckInId;
  readonly client: ClientId;
  readonly instrument: { readonly id: string; readonly version: string };
  /** Of its instrument's questions; absent in one begun before they were taken. */
  readonly fingerprints?: Fingerprints;
  readonly status: 'open' | 'complete' | 'missed';
  readonly context: CheckInContext;
  readonly answers: Answers;
  /** Kept from before it was carried over to another version, the latest first; see `carryOver`. */
  readonly former?: readonly FormerAnswers[];
  readonly score: Score;
  readonly comment?: string;
  readonly wantsToTalk: boolean;
  readonly begunAt: Instant;
  /** End of its week; from then on the next one is due. */
  readonly endsAt: Instant;
  readonly completedAt?: Instant;
  /** The client tapped send on the summary. */
  readonly sentAt?: Instant;
}
