import type { Instant } from './ids.ts';

/** The version of what a client agrees to (`offer` in the texts of the mail room); a changed text needs a new one. */
export const reminderMailVersion = '1';

/** A client's wish to be reminded by e-mail: agreed to for this alone, used once confirmed. */
export interface ReminderMail {
  /** When letters that ask to confirm were asked for within the last day, oldest first. They outlive the address. */
  readonly asked: readonly Instant[];
  readonly address?: ReminderAddress;
}

/** Where to write, and how it came about. */
export interface ReminderAddress {
  /** Names this address in its links; another address, or the same given again, has another. */
  readonly id: string;
  readonly address: string;
  /** Version and language of the text that was agreed to. */
  readonly version: string;
  readonly language: string;
  readonly agreedAt: Instant;
  /** The latest letter that asks whoever reads there to confirm. */
  readonly letter: ConfirmationLetter;
  /** Nothing but that letter goes there before. */
  readonly confirmedAt?: Instant;
}

/**
 * `due` until somebody takes it to the post, `sending` from then on: what a crash leaves there is never sent again.
 * `refused`: there is no such mailbox, or it takes nothing from us. `limited`: too many went to this address.
 */
export interface ConfirmationLetter {
  readonly status: 'due' | 'sending' | LetterEnd;
  readonly at: Instant;
}

export type LetterEnd = 'sent' | 'unsent' | 'refused' | 'unknown' | 'limited';
