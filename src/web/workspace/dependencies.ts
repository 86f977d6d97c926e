import type { AlertNotifier } from '../../alerts/alert-notifier.ts';
import type { ClinicHours } from '../../domain/clinic-hours.ts';
import type { InstrumentShelf } from '../../domain/instrument/instrument-shelf.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Texts } from '../../i18n/index.ts';
import type { SpokenLanguage } from '../../i18n/languages.ts';
import type { Log } from '../../log.ts';
import type { WorkLetters } from '../../mail/work-letters.ts';
import type { LeftPending } from '../../state/change-document.ts';
import type { Auditor } from '../../state/audit/auditor.ts';
import type { Store } from '../../state/store.ts';
import type { SignIn } from '../sign-in/create-sign-in.ts';

/** What the workspace needs of the house. */
export interface WorkspaceDependencies extends LeftPending {
  readonly store: Store;
  readonly auditor: Auditor;
  readonly texts: Texts;
  readonly instruments: Pick<InstrumentShelf, 'exact'>;
  readonly log: Log;
  /** IANA name of the clinic's zone, in which times are shown. */
  readonly timeZone: string;
  /** Days for which a new invite is good. */
  readonly inviteDays: number;
  /** Reminders are sent; absent: they are not. */
  readonly reminds?: boolean;
  readonly now: () => Instant;
  /** How people here are told of alerts. */
  readonly channels?: readonly AlertNotifier[];
  /** Absent: no e-mail goes out. */
  readonly workLetters?: WorkLetters | undefined;
  /** When somebody is at the clinic. */
  readonly hours?: ClinicHours;
  /** The identity provider; absent: people come in by a printed link. */
  readonly signIn?: SignIn | undefined;
  /** Printed links, and sessions begun with one, open nothing here. */
  readonly linksRefused?: boolean;
  /** What an operator is told of the program. */
  readonly program?: ProgramFacts;
}

export interface ProgramFacts {
  readonly version: string;
  readonly store: 'sqlite' | 'cosmos';
  /** That clients may choose, each with who has reviewed its texts. */
  readonly languages: readonly SpokenLanguage[];
  /** Codes of the countries that clients may choose. */
  readonly countries: readonly string[];
}
