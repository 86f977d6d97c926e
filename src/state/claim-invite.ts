import { randomInt } from 'node:crypto';
import { inviteCode, type ClientId, type Instant, type InviteCode, type TherapistId } from '../domain/ids.ts';
import type { InviteDocument, Store } from './store.ts';
import { upsert } from './upsert.ts';

/**
 * `used`: it opened another device. `other-client`: this channel user already stands for somebody else; the
 * invite is left as it was.
 */
export type Claim =
  | { readonly ok: true; readonly client: ClientId }
  | { readonly ok: false; readonly reason: 'unknown' | 'used' | 'expired' | 'other-client' };

/**
 * Lets one channel user in as the client an invite was made for. Two documents change, in this order, and
 * either step may be repeated: the invite is claimed under its ETag, which decides between two devices, then the
 * channel user is written. Whoever holds the claim gets the same answer again, whenever they ask.
 */
export async function claimInvite(
  store: Store,
  { code, channelUser, now }: { readonly code: string; readonly channelUser: string; readonly now: Instant },
): Promise<Claim> {
  const id = inviteCode(code);
  if (!/^[0-9A-Z]{4,32}$/.test(id)) return { ok: false, reason: 'unknown' };
  const invite = (await store.invites.get(id, id))?.document;
  if (!invite) return { ok: false, reason: 'unknown' };
  const known = await store.channelUsers.get(channelUser, channelUser);
  if (known && known.document.client !== invite.client) return { ok: false, reason: 'other-client' };

  const held = await upsert(store.invites, id, id, (current) =>
    current && current.claimedBy === undefined && now < current.expiresAt
      ? { ...current, claimedBy: channelUser, claimedAt: now }
      : undefined,
  );
  if (!held) return { ok: false, reason: 'unknown' };
  if (held.claimedBy === undefined) return { ok: false, reason: 'expired' };
  if (held.claimedBy !== channelUser) return { ok: false, reason: 'used' };

  const user = await upsert(store.channelUsers, channelUser, channelUser, (current) =>
    current ? undefined : { id: channelUser, client: held.client, joinedAt: held.claimedAt ?? now },
  );
  if (user?.client !== held.client) return { ok: false, reason: 'other-client' };
  return { ok: true, client: held.client };
}

/** Writes a new invite, good for one device for so many days. */
export async function createInvite(
  store: Store,
  given: {
    readonly client: ClientId;
    readonly therapist: TherapistId;
    readonly now: Instant;
    readonly days: number;
  },
): Promise<InviteDocument> {
  for (;;) {
    const invite = newInvite(given);
    const put = await store.invites.put(invite.id, invite, 'absent');
    if (put.ok) return invite;
  }
}

/** An invite not yet written, its code drawn anew. */
export const newInvite = ({
  client,
  therapist,
  now,
  days,
}: Parameters<typeof createInvite>[1]): InviteDocument => ({
  id: drawCode(),
  client,
  therapist,
  createdAt: now,
  expiresAt: new Date(Date.parse(now) + days * 86_400_000).toISOString(),
});

/** As it is read aloud and printed: `XXXXX-XXXXX`. */
export const formatInviteCode = (code: InviteCode): string => code.replace(/^(.{5})(.{5})$/, '$1-$2');

/** 30 signs that are not mistaken for one another; ten of them hold 49 bits. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const drawCode = (): InviteCode =>
  inviteCode(Array.from({ length: 10 }, () => alphabet.charAt(randomInt(alphabet.length))).join(''));
