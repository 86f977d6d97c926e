import type { AlertLine } from '../domain/alert-line.ts';
import type { Alert } from '../domain/alert.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { AlertChannel, AlertDelivery, DeliveryFault, DeliveryStep } from '../domain/delivery.ts';
import type { AlertId, CheckInId, ClientId, Instant, InviteCode, TherapistId } from '../domain/ids.ts';
import type { QuietHours, ReminderStep, ReminderWeek } from '../domain/reminder.ts';
import type { Role } from '../domain/rights.ts';
import type { CaseloadEntry } from '../domain/caseload.ts';
import type { SuggestionPlace, Suggestions } from '../domain/suggestions.ts';
import type { AnchorDocument, AuditSegment, AuditTrail } from './audit/trail.ts';
import type { ClientDocument } from './client-document.ts';
import type { ConversationPlace } from './conversation-place.ts';
import type { Documents } from './documents.ts';

/** id: the code. Partition: the code. A code opens one device; `claimedBy` is the channel user it opened for. */
export interface InviteDocument {
  readonly id: InviteCode;
  readonly client: ClientId;
  readonly therapist: TherapistId;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly claimedBy?: string;
  readonly claimedAt?: Instant;
}

/**
 * id and partition: `<channel>:<user id on that channel>`. Who that person is: a client for good, which may be cached,
 * or a therapist until they untie it, and never both.
 */
export type ChannelUserDocument = { readonly id: string; readonly joinedAt: Instant } & (
  | { readonly client: ClientId; readonly therapist?: undefined }
  | { readonly therapist: TherapistId; readonly client?: undefined }
);

/** The partition of what an installation has few of, so that all of them are one query. */
export const clinicPartition = 'clinic';

/** id: the therapist. Partition: `clinic`. Who is a supervisor or operator alone has one too, and no clients. */
export interface TherapistDocument {
  readonly id: TherapistId;
  readonly name: string;
  readonly language: string;
  readonly demo: boolean;
  /** Who they are at the identity provider, from their first sign-in on. */
  readonly account?: AccountIdentity;
  /** What they were at their latest sign-in; absent: a therapist. What they may do, their session says. */
  readonly roles?: readonly Role[];
  /** Their own chat with the bot in Teams, once they have tied it to this account. */
  readonly teams?: TeamsIdentity;
  /** The one code that ties such a chat, by its session's id. */
  readonly teamsCode?: { readonly session: string; readonly expiresAt: Instant };
  /** How they wish to be told of alerts; absent: by every channel they have, at any time. */
  readonly notify?: NotifyWishes;
  /** Where alerts go by e-mail. */
  readonly mail?: WorkAddress;
  /** What they looked at that is no client's record. */
  readonly audit?: AuditTrail;
}

/**
 * `subject` is unique within `issuer`; `objectId`: the Entra object id and `tenantId` the directory, in lower case, where
 * Entra is the provider.
 */
export interface AccountIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly objectId?: string;
  readonly tenantId?: string;
}

/** `user`: the channel user, tenant and Entra object id. */
export interface TeamsIdentity {
  readonly user: string;
  readonly tiedAt: Instant;
  readonly place: ConversationPlace;
}

/** Safety alerts come by every channel and at once, whatever they wish. */
export interface NotifyWishes {
  readonly channels: readonly AlertChannel[];
  readonly quiet?: QuietHours & { readonly timeZone: string };
}

/** Nothing but the letter that asks to confirm it goes there before `confirmedAt`. */
export interface WorkAddress {
  /** A new one for each address given. */
  readonly id: string;
  readonly address: string;
  readonly givenAt: Instant;
  readonly confirmedAt?: Instant;
  /** What became of that letter; `limited`: too many went there today, or whoever reads there wants none. */
  readonly letter: 'sending' | 'sent' | 'unknown' | 'refused' | 'unsent' | 'limited';
}

/** What a sign-in at an identity provider has to come back with. Each of the secrets: 32 random bytes as base64url. */
export interface SignInFlow {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE. */
  readonly verifier: string;
  /** The page that was asked for, a path of ours. */
  readonly to: string;
}

/**
 * id and partition: SHA-256 of the secret the browser or the sign-in link holds, or of the code a therapist types, hex;
 * the secret itself is not stored.
 */
export interface SessionDocument {
  readonly id: string;
  /** `flow`: a sign-in under way at the identity provider. `mail`: marks an address, see address-guard.ts. */
  readonly kind: 'therapist' | 'sign-in' | 'webchat' | 'flow' | 'mail' | 'teams-code' | 'device-code';
  /** A therapist's id, a client's for `device-code`, a channel user id for `webchat`, the state for `flow`, nothing for `mail`. */
  readonly subject: string;
  /** Of a session begun at the identity provider: what they are as long as it lasts. */
  readonly roles?: readonly Role[];
  readonly flow?: SignInFlow;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** Somebody at the clinic answers for what an entry of the helplines says. */
export interface HelplineConfirmation {
  readonly by: string;
  readonly at: Instant;
  /** Of the entry as it was confirmed. */
  readonly digest: string;
}

/** id and partition: `clinic`. What the installation remembers of itself. */
export interface ClinicDocument {
  readonly id: 'clinic';
  readonly schema: 1;
  readonly therapist: TherapistId;
  readonly seeded: 'demo' | 'empty';
  readonly demoInvite?: InviteCode;
  readonly demoClient?: ClientId;
  /**
   * When this store was made from a backup. What was committed before has perhaps been sent already, after the backup
   * was made and by the store it was made of: whatever sends to people sends nothing that was committed before this.
   */
  readonly restoredAt?: Instant;
  /** By code: who confirmed the helplines of a country, or the directory, last. */
  readonly helplinesConfirmed?: Readonly<Record<string, HelplineConfirmation>>;
  /** See `client-countries.ts`: those that clients had at the last look, those that they could choose since. */
  readonly countries?: { readonly had: readonly string[]; readonly offered: readonly string[] };
  /** By ISO weekday, 1 to 7: who gets safety alerts when the clinic is closed. */
  readonly rota?: Readonly<Partial<Record<string, TherapistId>>>;
  /** That the store was restored, and when; that helplines were confirmed; that the rota was changed. */
  readonly audit?: AuditTrail;
}

/**
 * A reminder or nudge whose time comes at `at`. Id: instant, client and step, so that what is due is a range of ids;
 * partition: one of a fixed number, by client.
 */
export interface DueReminder {
  readonly id: string;
  readonly schema: 1;
  readonly client: ClientId;
  readonly week: CheckInId;
  readonly step: ReminderStep;
  readonly at: Instant;
  /** Somebody is at it; nobody else is before then. */
  readonly leasedUntil?: Instant;
}

/** The partition of all alerts that wait for somebody to act: few do at a time, and all of them are one query. */
export const noticePartition = 'notices';

/** id: a language of the workspace's suggestions. Partition: `clinic`. By kind and domain; absent: ours stand. */
export interface SuggestionsDocument {
  readonly id: string;
  readonly schema: 1;
  readonly lines: Suggestions;
  /** What stood where it was changed last, to be put back; without lines: ours. */
  readonly before?: { readonly place: SuggestionPlace; readonly lines?: readonly string[] };
}

/**
 * An alert that nobody has acted on, and the rounds in which people were told. Id: client and alert; partition: `notices`.
 * Gone once somebody acted, or when all was told and nothing is left to be done.
 */
export interface AlertNotice {
  readonly id: string;
  readonly schema: 1;
  readonly client: ClientId;
  readonly alert: AlertId;
  /** Its latest piece of evidence when this was noted. */
  readonly seen: Instant;
  /** Somebody is at it, or nothing is to be done; nobody looks again before then. */
  readonly notBefore?: Instant;
  /** Absent: nobody was told yet. */
  readonly rounds?: readonly NoticeRound[];
}

/** On record before anything of it is done. */
export interface NoticeRound {
  readonly step: DeliveryStep;
  /** The latest piece of evidence then. */
  readonly of: Instant;
  readonly at: Instant;
  readonly to: readonly TherapistId[];
  /** Nothing is left to be sent in it; `lost`: there were channels, and they reached nobody. */
  readonly over?: 'told' | 'lost';
}

/** The partition, beside those of the clients, of what reached nobody. */
export const deadLetterPartition = 'dead-letters';

/** Somebody who was to be told, and whom no channel reached for certain. Id: round, client, alert and person. */
export interface DeadLetter {
  readonly id: string;
  readonly schema: 1;
  readonly client: ClientId;
  readonly alert: AlertId;
  readonly to: TherapistId;
  readonly step: DeliveryStep;
  readonly at: Instant;
  /** Of each channel that was tried; `unsure`: it may have arrived. None: there was no channel to a person who is to be told at once. */
  readonly why: readonly { readonly channel: AlertChannel; readonly why: DeliveryFault | 'unsure' }[];
  readonly expiresAt: Instant;
}

/** All of the installation's collections. Partition keys stand beside each. */
export interface Store {
  /** Partition: client id; id: client id. The turn's document: everything a turn reads and writes. */
  readonly clients: Documents<ClientDocument>;
  /** Partition: client id; id: due date. Check-ins whose week has ended; the running one is in the client's document. */
  readonly checkIns: Documents<CheckIn>;
  /**
   * Partition: client id; id: alert id, which begins with the instant it was raised. Those that were closed; one that was
   * opened again stands here as it was then. Open ones are in the client's document, which wins.
   */
  readonly alerts: Documents<Alert>;
  /** Partition: the month it was raised in; id: client and alert. What the clinic's counts are made of, see `alert-lines.ts`. */
  readonly alertLines: Documents<AlertLine>;
  /** Partition: `clinic`; id: language. What the clinic says in the place of our suggestions. */
  readonly suggestions: Documents<SuggestionsDocument>;
  /** Alerts that wait for somebody to act. */
  readonly alertNotices: Documents<AlertNotice>;
  /** Partition: client id; id: alert, round, person and channel. What became of each message about an alert. */
  readonly deliveries: Documents<AlertDelivery>;
  /** Partition: `dead-letters`. */
  readonly deadLetters: Documents<DeadLetter>;
  /** Partition: client id; id: due date. What became of the week's reminder and nudge. */
  readonly reminders: Documents<ReminderWeek>;
  /** What is yet to be sent. A client's next can be worked out anew, see `enlistClient`. */
  readonly dueReminders: Documents<DueReminder>;
  /** Partition: therapist id; id: client id. A projection of each client document. */
  readonly caseload: Documents<CaseloadEntry>;
  readonly invites: Documents<InviteDocument>;
  readonly channelUsers: Documents<ChannelUserDocument>;
  readonly therapists: Documents<TherapistDocument>;
  readonly sessions: Documents<SessionDocument>;
  readonly clinic: Documents<ClinicDocument>;
  /** Partition: chain; id: sequence of its first event. Written once. */
  readonly audit: Documents<AuditSegment>;
  /** Partition: `anchors`; id: day and page. Written once. */
  readonly anchors: Documents<AnchorDocument>;
  /** Other processes may write it too: what was read before may be old. */
  readonly shared: boolean;
  close(): Promise<void>;
}
