import type { Alert } from './alert.ts';
import type { PastWeek } from './past-week.ts';
import type { CheckIn } from './check-in.ts';
import type { CheckInId, ClientId, Instant, InviteCode, TherapistId } from './ids.ts';
import type { ReminderNotice, ReminderWishes } from './reminder.ts';
import type { ReminderMail } from './reminder-mail.ts';
import type { Signal } from './signal.ts';

export interface Consent {
  /** Version of the consent text that was shown. */
  readonly version: string;
  readonly language: string;
  readonly givenAt: Instant;
  readonly withdrawnAt?: Instant;
}

export interface Goal {
  readonly id: string;
  readonly title: string;
  readonly agreedAt: Instant;
  readonly endedAt?: Instant;
}

export interface Homework {
  readonly id: string;
  readonly title: string;
  readonly setAt: Instant;
  readonly endedAt?: Instant;
}

/** ISO weekday 1 (Monday) to 7 (Sunday), wall-clock time in `timeZone` (IANA name). */
export interface Due {
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly hour: number;
  readonly minute: number;
  readonly timeZone: string;
}

/** What the alert rule remembers of a client, and what it knew before the latest check-in it looked at. */
export interface ClientSignal {
  readonly checkIn: CheckInId;
  /** Its id. */
  readonly instrument: string;
  readonly before: Signal;
  readonly now: Signal;
  /** The latest check-in with which their alliance alert was raised or grew. */
  readonly raised?: CheckInId;
}

/** `user`: who they are there, as a channel user. `greeted`: it was told there that it was added. */
export interface NewDevice {
  readonly user: string;
  readonly at: Instant;
  readonly greeted: boolean;
}

/**
 * A client as the clinic knows them. `invited` until consent is given, then `joined`; `withdrawn` after
 * the consent was withdrawn. A `stranger` is no client: somebody who wrote without an invite, see `stranger.ts`. Bounded: history stands in documents of its own.
 */
export interface Client {
  readonly id: ClientId;
  readonly therapist: TherapistId;
  /** What the therapist calls this client in the workspace: initials, a number, a name. */
  readonly label: string;
  readonly status: 'invited' | 'joined' | 'withdrawn' | 'stranger';
  readonly demo: boolean;
  readonly enrolledAt: Instant;
  /** The latest invite made for them, so that the therapist can find it again; its own document says whether it was used. */
  readonly invite?: InviteCode;
  readonly language?: string;
  /** ISO 3166-1 alpha-2 upper case, or `other`: chooses the helplines; never assumed. */
  readonly country?: string;
  readonly consent?: Consent;
  /** Withdrawn before the one above was given, oldest first, at most 10. */
  readonly formerConsents?: readonly Consent[];
  /** They have asked that what is kept of them be deleted; the clinic decides, and nothing is deleted by that alone. */
  readonly erasureAskedAt?: Instant;
  readonly due?: Due;
  readonly reminders?: ReminderWishes;
  /** Reminders stopped, and the therapist is to know; until the client writes again. */
  readonly reminderNotice?: Pick<ReminderNotice, 'about' | 'at'>;
  /** Reminders by e-mail, where the client wishes them. */
  readonly reminderMail?: ReminderMail;
  readonly goals: readonly Goal[];
  readonly homework: readonly Homework[];
  /** The week that runs: open, or complete and still correctable. */
  readonly checkIn?: CheckIn;
  /** The latest weeks before `checkIn`, oldest first, at most 16. Their check-ins stand in the history. */
  readonly recent: readonly PastWeek[];
  /** When their therapist last looked at what they sent, and whether the client was told so. */
  readonly looked?: { readonly at: Instant; readonly told: boolean };
  /** A device that was added when others were there already; until those were told. */
  readonly newDevice?: NewDevice;
  /** Absent before the first check-in that was looked at. */
  readonly signal?: ClientSignal;
  /** Open alerts only: at most one of each kind. One that a change has closed leaves with the commit. */
  readonly alerts: readonly Alert[];
}
