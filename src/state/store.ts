import type { AlertLine } from '../domain/alert-line.ts';
import type { Alert } from '../domain/alert.ts';
import type { CheckIn } from '../domain/check-in.ts';
import type { AlertId, CheckInId, ClientId, Instant, InviteCode, TherapistId } from '../domain/ids.ts';
import type { ReminderStep, ReminderWeek } from '../domain/reminder.ts';
import type { Role } from '../domain/rights.ts';
import type { CaseloadEntry } from '../domain/caseload.ts';
import type { Suggestions } from '../domain/suggestions.ts';
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
  readonly kind: 'therapist' | 'sign-in' | 'webchat' | 'flow' | 'mail' | 'teams-code';
  /** A therapist's id, a channel user id for `webchat`, the state for `flow`, nothing for `mail`. */
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
  /** That the store was restored, and when; that helplines were confirmed. */
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

/** The partition of all alerts that are to be told: few wait at a time, and all of them are one query. */
export const noticePartition = 'notices';

/** id: a language of the workspace's suggestions. Partition: `clinic`. By kind and domain; absent: ours stand. */
export interface SuggestionsDocument {
  readonly id: string;
  readonly schema: 1;
  readonly lines: Suggestions;
  /** Rises with every change. */
  readonly revision: number;
}

/** An alert that its therapist is yet to be told of. Id: client and alert; partition: `notices`. Gone once it was told. */
export interface AlertNotice {
  readonly id: string;
  readonly schema: 1;
  readonly client: ClientId;
  readonly alert: AlertId;
  /** Its latest piece of evidence when this was noted. */
  readonly seen: Instant;
  readonly tries: number;
  /** Somebody is at it, or it could not be told; nobody tries again before then. */
  readonly notBefore?: Instant;
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
  /** What therapists are yet to be told of. */
  readonly alertNotices: Documents<AlertNotice>;
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
