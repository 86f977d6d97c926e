import type { CheckInId, ClientId, TherapistId } from '../domain/ids.ts';
import type { ReminderNotice, ReminderStep } from '../domain/reminder.ts';

/** What is to be said to a client. Its words are the notifier's: in a preview nothing in them is clinical. */
export interface ReminderMessage {
  readonly client: ClientId;
  readonly language?: string;
  readonly week: CheckInId;
  readonly step: ReminderStep;
}

/**
 * What the channel said to one attempt. `again`: it did not take it and may later; `afterMs` when it said how much;
 * `status` is its HTTP status, 0 where the message never left this machine.
 * `gone`: it never will, until the client comes back. `unreachable`: there is no address to send it to. `refused`: it
 * does not take this message. `unknown`: it may have been delivered.
 */
export type SendResult =
  /** `message`: what the channel calls it, where it says. */
  | { readonly kind: 'sent'; readonly message?: string }
  | { readonly kind: 'gone' | 'unreachable' | 'refused' | 'unknown' }
  | { readonly kind: 'again'; readonly status: number; readonly afterMs?: number };

/** How reminders reach people; handed in by whoever knows the channels. What throws counts as `unknown`. */
export interface Notifier {
  /** One attempt. */
  send(message: ReminderMessage): Promise<SendResult>;
  /** Resolves when it is kept for certain that the therapist will see it; safe to repeat. */
  tellTherapist(notice: {
    readonly therapist: TherapistId;
    readonly client: ClientId;
    readonly about: ReminderNotice['about'];
  }): Promise<void>;
}
