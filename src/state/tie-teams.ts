import type { AuditEvent } from '../domain/audit-event.ts';
import { therapistId, type Instant, type TherapistId } from '../domain/ids.ts';
import { changeTherapist, type ChangeTherapistParts } from './change-therapist.ts';
import type { ConversationPlace } from './conversation-place.ts';
import { StoreError } from './documents.ts';
import { hashOf } from './sign-in.ts';
import type { Store } from './store.ts';
import { isSamePerson, tiedTherapist } from './tied-therapist.ts';

/**
 * `unknown`: there is no such code, it has expired, was used, or a newer one was made. `client`: this person checks in
 * as a client. `tied`: they are tied to another account. `not-you`: the account is somebody else's at the identity
 * provider.
 */
export type Tie =
  | { readonly ok: true; readonly therapist: TherapistId }
  | { readonly ok: false; readonly reason: 'unknown' | 'client' | 'tied' | 'not-you' };

export interface TieParts extends ChangeTherapistParts {
  readonly store: Pick<Store, 'therapists' | 'audit' | 'sessions' | 'channelUsers'>;
}

type Refusal = Extract<Tie, { ok: false }>['reason'];

/**
 * Ties a person in Teams to the account that a code was made for. Two documents change, in this order, and either step
 * may be repeated: who the channel user is, where only one of several can be first, then the therapist's record, whose
 * ETag decides between two who use one code. Whoever is refused is left as they were.
 */
export async function tieTeams(
  { store, auditor }: TieParts,
  given: {
    readonly code: string;
    /** Tenant and object id, as `channelUserOf` has them. */
    readonly user: string;
    readonly place: ConversationPlace;
    readonly now: Instant;
  },
): Promise<Tie> {
  const { code, user, place, now } = given;
  const session = hashOf(code);
  const found = (await store.sessions.get(session, session))?.document;
  if (found?.kind !== 'teams-code') return refuse('unknown');
  const therapist = therapistId(found.subject);
  const claimed = await claimUser(store, { user, therapist, now });
  if (!claimed.ok) return refuse(claimed.reason);

  let refused: Refusal | undefined;
  const event = (outcome: AuditEvent['outcome']): AuditEvent => ({
    at: now,
    actor: { role: 'therapist', id: therapist },
    action: 'create',
    record: 'teams',
    outcome,
  });
  await changeTherapist({ store, auditor }, therapist, (current) => {
    const { teamsCode, teams, account, ...rest } = current;
    refused = undefined;
    if (teams?.user === user) return undefined;
    const stands = !teams && teamsCode?.session === session && now < teamsCode.expiresAt;
    if (!stands) refused = 'unknown';
    else if (!isSamePerson(account, user)) refused = 'not-you';
    if (refused === 'not-you') return { next: current, event: event('refused') };
    if (refused) return undefined;
    const tied = { ...rest, ...(account && { account }), teams: { user, tiedAt: now, place } };
    return { next: tied, event: event('success') };
  });
  if (refused) {
    if (claimed.fresh) await releaseUser(store, { user, therapist });
    return refuse(refused);
  }
  return { ok: true, therapist };
}

/** Whoever has no more than half of a tie to another account, which a crash left, is free. */
async function claimUser(
  store: TieParts['store'],
  { user, therapist, now }: { readonly user: string; readonly therapist: TherapistId; readonly now: Instant },
): Promise<{ ok: true; fresh: boolean } | { ok: false; reason: Refusal }> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const stored = await store.channelUsers.get(user, user);
    const before = stored?.document;
    if (before?.client !== undefined) return { ok: false, reason: 'client' };
    if (before?.therapist === therapist) return { ok: true, fresh: false };
    if (before && (await tiedTherapist(store, { therapist: before.therapist, user })))
      return { ok: false, reason: 'tied' };
    const document = { id: user, therapist, joinedAt: now };
    if ((await store.channelUsers.put(user, document, stored?.etag ?? 'absent')).ok)
      return { ok: true, fresh: true };
  }
  throw new StoreError('unavailable', { cause: new Error('a channel user kept changing') });
}

/** They are nobody again, unless they were made somebody else meanwhile. */
export async function releaseUser(
  store: Pick<Store, 'channelUsers'>,
  { user, therapist }: { readonly user: string; readonly therapist: TherapistId },
): Promise<void> {
  const stored = await store.channelUsers.get(user, user);
  if (stored?.document.therapist === therapist) await store.channelUsers.remove(user, user, stored.etag);
}

const refuse = (reason: Refusal): Tie => ({ ok: false, reason });
