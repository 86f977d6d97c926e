import type { CheckIn } from '../../../domain/check-in.ts';
import type { Instrument } from '../../../domain/instrument/instrument.ts';
import type { ClientRecord } from '../../../state/records.ts';
import type { Attempt } from '../field.ts';
import type { SignedInVisit } from '../route.ts';
import type { Week } from './weeks.ts';

/** What the sections of a client's page are made from. */
export interface ClientView {
  readonly visit: SignedInVisit;
  readonly record: ClientRecord;
  /** Finished and missed check-ins, oldest first. What a client is still answering is theirs until they finish. */
  readonly closed: readonly CheckIn[];
  readonly weeks: readonly Week[];
  /** The questionnaire a check-in was made with, if it is still on the shelf. */
  readonly instrumentOf: (checkIn: CheckIn) => Instrument | undefined;
  readonly instrumentAt: (id: string, version: string) => Instrument | undefined;
  /** Reminders are sent by this installation. */
  readonly reminds: boolean;
  /** Where the page's forms post to. */
  readonly path: string;
  readonly attempt?: Attempt;
}
