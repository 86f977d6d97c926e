import type { Alert } from '../domain/alert.ts';
import type { TherapistDocument } from '../state/store.ts';

/** What a therapist is to be told of. Its words are the notifier's: no name in them, nothing of what it is about. */
export interface AlertMessage {
  readonly therapist: TherapistDocument;
  readonly alert: Alert;
}

/**
 * `told`: the channel has it. `again`: it did not take it, or nobody knows. `never`: there is nobody to be told this
 * way, and trying again is no use. `refused`: the channel does not take this message.
 */
export type TellResult = 'told' | 'again' | 'never' | 'refused';

/** How alerts reach therapists; handed in by whoever knows the channels. What throws counts as `again`. */
export interface AlertNotifier {
  /** One attempt. */
  tell(message: AlertMessage): Promise<TellResult>;
}
