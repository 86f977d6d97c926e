import type { Answer } from '../check-in.ts';
import type { Lexicon } from './lexicon.ts';

/** Why an input was not taken. `src/dialogs/unclear-text.ts` has the words for each. */
export type ParseFailure =
  | 'empty'
  /** No number, or one that something around it may change. */
  | 'not-a-number'
  | 'out-of-range'
  | 'too-small'
  | 'too-big'
  | 'not-whole'
  /** A whole number that lies between two steps of the scale. */
  | 'off-step'
  /** More digits after the point than are kept. */
  | 'too-exact'
  | 'several-numbers'
  | 'negated'
  | 'other-scale'
  /** Which of several units was not said, or it is none of them. */
  | 'no-unit'
  | 'not-a-date'
  /** `03/04/2026`: two days may be meant. */
  | 'ambiguous-date'
  | 'not-a-time'
  /** A day and a time of day are needed. */
  | 'not-a-date-time'
  | 'too-early'
  | 'too-late'
  /** A change of the clocks skips that time, or has it twice. */
  | 'clock-change'
  | 'not-an-option'
  | 'several-options'
  /** Close to an option, where own words may be given as well. */
  | 'near-option'
  /** An option that excludes the others, with others. */
  | 'exclusive'
  | 'too-few'
  | 'too-many'
  | 'not-yes-or-no'
  | 'not-a-link'
  | 'too-short'
  | 'too-long'
  | 'wrong-form'
  | 'wrong-type';

/** An unclear input is a value with its reason, never a guess and never a throw. */
export type Parsed =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly reason: ParseFailure };

/**
 * What came in: words the client typed, or the value a card sent. What is tapped: a number; the code of an option; a
 * list of codes, or one text with commas between them; true or false. `{ own: text }` chooses own words where the
 * question takes them, `{ codes, own }` beside options. What stood in a field of the card (`2026-04-03`, `19:30`,
 * `70.5`, words) is a text, and is read as if it had been typed.
 */
export type Input =
  { readonly kind: 'typed'; readonly text: string } | { readonly kind: 'tapped'; readonly value: unknown };

/** What a typed answer is read with. */
export interface Reading {
  /** The client's language, for option labels, and the names of months and units. */
  readonly language: string;
  readonly lexicon: Lexicon;
  /** The options were shown with their numbers, so that `2` may mean the second. Left out: they were not. */
  readonly numbered?: boolean;
  /** `YYYY-MM-DD` where the client is: without it, `today` is no date. */
  readonly today?: string;
  /** IANA zone in which a time of day is meant: without it, no time on a day is taken. */
  readonly timeZone?: string;
}

export const refused = (reason: ParseFailure): Parsed => ({ ok: false, reason });
