import type { Answer } from './answer.ts';
import type { CheckInId, ClientId, Instant } from './ids.ts';
import type { Domain } from './instrument/instrument.ts';

export type { Answer, SingleAnswer } from './answer.ts';

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
