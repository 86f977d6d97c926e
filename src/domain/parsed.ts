import type { Answer } from './check-in.ts';
import type { Lexicon } from './lexicon.ts';

export type ParseFailure =
  | 'empty'
  | 'not-a-number'
  | 'out-of-range'
  | 'not-whole'
  | 'several-numbers'
  | 'negated'
  | 'other-scale'
  | 'not-an-option'
  | 'several-options'
  | 'not-yes-or-no'
  | 'too-long'
  | 'wrong-type';

/** An unclear input is a value with its reason, never a guess and never a throw. */
export type Parsed =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly reason: ParseFailure };

/** What came in: words the client typed, or the value a card sent. */
export type Input =
  { readonly kind: 'typed'; readonly text: string } | { readonly kind: 'tapped'; readonly value: unknown };

/** What a typed answer is read with. */
export interface Reading {
  /** The client's language, for option labels. */
  readonly language: string;
  readonly lexicon: Lexicon;
  /** The options were shown with their numbers, so that `2` may mean the second. Left out: they were not. */
  readonly numbered?: boolean;
}

export const refused = (reason: ParseFailure): Parsed => ({ ok: false, reason });
