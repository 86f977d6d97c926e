/** Identifiers are opaque strings; the brand keeps a therapist's from standing where a client's is meant. */
/* oxlint-disable typescript/no-unsafe-type-assertion -- the only place where a text becomes an id */
type Branded<Name extends string> = string & { readonly __id: Name };

export type ClientId = Branded<'Client'>;
export type TherapistId = Branded<'Therapist'>;
/** `YYYY-MM-DD`, the due date on which the check-in's week begins, in the client's zone. With the client it names a check-in. */
export type CheckInId = Branded<'CheckIn'>;
export type AlertId = Branded<'Alert'>;
export type InviteCode = Branded<'Invite'>;

/** ISO 8601 instant in UTC with milliseconds, e.g. `2026-11-22T18:00:00.000Z`; sorts as text. */
export type Instant = string;

export const clientId = (text: string): ClientId => text as ClientId;
export const therapistId = (text: string): TherapistId => text as TherapistId;
export const checkInId = (text: string): CheckInId => text as CheckInId;
export const alertId = (text: string): AlertId => text as AlertId;
/** An invite code is read aloud and typed: case, spaces and hyphens do not matter. */
export const inviteCode = (text: string): InviteCode =>
  text.replaceAll(/[\s-]/g, '').toUpperCase() as InviteCode;
