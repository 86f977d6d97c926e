import type { Answer } from './check-in.ts';

/**
 * The words of one language that a typed answer or command may use, as people write them; compared after
 * `foldText`. Data: stands in the language's file.
 */
export interface Lexicon {
  /** Number words to their value: `seven` → 7. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** Words that turn a statement round (`not`, `no`, `nicht`): with one of them a number is asked again, not taken. */
  readonly negations: readonly string[];
  /** Words that may stand around a number without changing it: `about`, `maybe a`, `out of`. */
  readonly fillers: readonly string[];
  readonly commands: Readonly<Record<Command, readonly string[]>>;
}

export type Command =
  'help' | 'back' | 'skip' | 'stop' | 'resume' | 'send' | 'correct' | 'language' | 'helplines';

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
