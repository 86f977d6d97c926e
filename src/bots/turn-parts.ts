import type { Surroundings } from '../dialogs/conversation.ts';
import type { Client } from '../domain/client.ts';
import type { Instant } from '../domain/ids.ts';
import type { Log } from '../log.ts';
import type { Auditor } from '../state/audit/auditor.ts';
import type { Store } from '../state/store.ts';
import type { Enlist } from './finish-turn.ts';
import type { SafetyNet } from './safety-net.ts';
import type { TherapistSide } from './therapist/therapist-side.ts';
import type { TurnPoint } from './turn-points.ts';

/** What a turn needs of the house. */
export interface TurnParts {
  readonly store: Store;
  readonly auditor: Auditor;
  readonly safety: SafetyNet;
  readonly surroundings: Omit<Surroundings, 'therapistName'>;
  /** Absent: nobody's chat is a therapist's. */
  readonly therapists?: TherapistSide;
  readonly now: () => Instant;
  readonly log: Log;
  /** Told of each point that a turn reaches. */
  readonly at?: (point: TurnPoint) => void;
  readonly enlist?: Enlist;
  /** The address of the chat in a browser. */
  readonly chatPage?: () => string;
  /** Told of each client as a turn has committed them: for what is done beside the turn. Must not throw. */
  readonly committed?: (client: Client) => void;
  /**
   * Milliseconds from the arrival of a message. What is not committed by `commitMs` is said to be unsaved, or
   * unconfirmed; by `answerMs` the channel is answered, whatever it or the store still have to do.
   */
  readonly deadlines?: { readonly commitMs: number; readonly answerMs: number };
}
