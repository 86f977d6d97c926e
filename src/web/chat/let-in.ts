import { createHash, randomBytes } from 'node:crypto';
import { inviteCode } from '../../domain/ids.ts';
import { letDeviceIn, type LettingIn } from '../../state/let-device-in.ts';
import type { Holder } from '../direct-line/token.ts';
import { channelUser } from './chat-session.ts';

export type LetIn =
  | { readonly ok: true; readonly holder: Holder; readonly came: 'back' | 'by-invite' }
  | { readonly ok: false; readonly code: 'no-session' | 'invite-unknown' | 'invite-used' | 'invite-expired' };

/**
 * Who comes in: a device with a session goes on where it was, also with an invite for the same client; an invite
 * for anybody else, or a code from another device, makes it a new user. `attempt` is a secret of the page that asks:
 * asking again with it after an answer that got lost gives the same user, where a used-up invite would turn them away.
 */
export async function letIn(
  parts: LettingIn,
  given: {
    readonly session: Holder | undefined;
    readonly invite: string | undefined;
    readonly attempt: string | undefined;
    /** By whom tries are counted. */
    readonly sender: string;
    readonly now: string;
  },
): Promise<LetIn> {
  const { session, invite, attempt, sender, now } = given;
  if (invite === undefined) {
    return session ? { ok: true, holder: session, came: 'back' } : { ok: false, code: 'no-session' };
  }
  const code = inviteCode(invite);
  if (session && code !== '') {
    const meant = (await parts.store.invites.get(code, code))?.document.client;
    if (meant === session.client) return { ok: true, holder: session, came: 'back' };
  }
  const userId = `dl_${attempt === undefined ? randomBytes(18).toString('base64url') : derived(code, attempt)}`;
  const claim = await letDeviceIn(parts, { code, channelUser: channelUser(userId), sender, now });
  if (claim.ok) return { ok: true, holder: { userId, client: claim.client }, came: 'by-invite' };
  return { ok: false, code: claim.reason === 'other-client' ? 'invite-used' : `invite-${claim.reason}` };
}

const derived = (code: string, attempt: string): string =>
  createHash('sha256').update(`${code}\n${attempt}`).digest('base64url').slice(0, 24);
