import type { Alert } from '../domain/alert.ts';
import type { Attempted } from '../domain/delivery-life.ts';
import type { AlertChannel } from '../domain/delivery.ts';
import type { TherapistDocument } from '../state/store.ts';

/**
 * What somebody is told, by which the words are chosen. `client`: one of theirs may need them. `reminder`: and still does.
 * `call`: they are asked to act for somebody else's. `overview`: an alert of the clinic waits. `test`: nothing is the matter.
 */
export type NoteAbout = 'client' | 'reminder' | 'call' | 'overview' | 'test';

/** One message to one person: no name in it, nothing of what it is about. */
export interface AlertMessage {
  /** The same for a second copy. */
  readonly id: string;
  readonly therapist: TherapistDocument;
  readonly about: NoteAbout;
  readonly urgent: boolean;
  /** Where the page is that it is about, behind the sign-in. */
  readonly link: string;
  /** What they may acknowledge where they read it. */
  readonly alert?: Alert;
}

/** One way to reach people of the clinic; handed in by whoever knows the channel. What throws counts as `unknown`. */
export interface AlertNotifier {
  readonly channel: AlertChannel;
  /** Whether there is such a way to this person now. */
  reaches(therapist: TherapistDocument): boolean;
  /** One attempt, over within half a minute once its turn has come. */
  tell(message: AlertMessage): Promise<Attempted>;
}
