import type { Answer } from '../../src/domain/answer.ts';
import type { Client } from '../../src/domain/client.ts';
import type { SaidThing, Spoken } from './spoken.ts';

/** What a client does, in the words of their language or by what a button stands for. */
export type Does =
  | { readonly kind: 'type'; readonly words: (spoken: Spoken) => string }
  /** The options of the open question with these codes, typed as they read. */
  | { readonly kind: 'type-options'; readonly codes: readonly string[] }
  /** The answer button of this value on the card that stands last. */
  | { readonly kind: 'tap'; readonly answer: string | number | boolean }
  | { readonly kind: 'tick'; readonly codes: readonly string[] }
  | { readonly kind: 'tap-command'; readonly command: string }
  /** The summary's change button of this question. */
  | { readonly kind: 'tap-change'; readonly key: string }
  | { readonly kind: 'tap-send'; readonly comment: (spoken: Spoken) => string; readonly talk: boolean }
  /** The first answer button of the card before the one that stands last. */
  | { readonly kind: 'tap-old' }
  /** Whatever leads back to what was open: its button, or the word for it where there is none. */
  | { readonly kind: 'way-on' }
  | { readonly kind: 'open' }
  | { readonly kind: 'wait'; readonly hours: number }
  /** The clinic takes a version whose questions stand in another order, two with each other's words. */
  | { readonly kind: 'new-version' };

export interface Move {
  readonly does: Does;
  /** What stands open afterwards: a question's key, `summary`, `done`, `language`, or the step of joining; as before where left out. */
  readonly asks?: string;
  /** What is stored that was not; nothing where left out. */
  readonly stores?: Readonly<Record<string, Answer>>;
  /** Answers of a week that is over, or of questions that are gone, are not in this check-in any more. */
  readonly afresh?: boolean;
  readonly says?: SaidThing;
  readonly saysNot?: SaidThing;
}

export interface Scene {
  readonly title: string;
  /** One sentence for whoever reads the transcript. */
  readonly about: string;
  /** Other than a client who has joined, with one goal and one homework. */
  readonly client?: 'invited' | 'no-homework' | 'two-homeworks' | 'no-goal';
  readonly moves: readonly Move[];
  /** Played, and not written down move by move. */
  readonly brief?: boolean;
  /** How many taps and messages it takes, from the first question to send, where that is promised. */
  readonly taps?: number;
  /** What must stand in the record at the end. */
  readonly ends?: Partial<Pick<NonNullable<Client['checkIn']>, 'status' | 'wantsToTalk'>> & {
    readonly comment?: (spoken: Spoken) => string;
  };
}
