import { readDeviceCode } from '../domain/device-code.ts';
import { inviteCode, type Instant } from '../domain/ids.ts';
import { claimDevice } from './claim-device.ts';
import { claimInvite, type Claim } from './claim-invite.ts';
import { noteDevice, type DeviceParts } from './note-device.ts';
import type { Tries } from './tries.ts';

export interface LettingIn extends DeviceParts {
  readonly tries: Tries;
}

/**
 * Lets a channel user in by the code they have, an invite or one from another device of theirs, and sees to it that the
 * other devices are told. Whoever has tried too many codes of the short kind is told that this one is unknown.
 * @param given.sender by whom tries are counted
 */
export async function letDeviceIn(
  { tries, ...parts }: LettingIn,
  given: {
    readonly code: string;
    readonly channelUser: string;
    readonly sender: string;
    readonly now: Instant;
  },
): Promise<Claim> {
  const { channelUser, sender, now } = given;
  const invited = await claimInvite(parts.store, { code: inviteCode(given.code), channelUser, now });
  if (invited.ok) await noteDevice(parts, { client: invited.client, user: channelUser, now });
  if (invited.ok || invited.reason !== 'unknown') return invited;
  const code = readDeviceCode(given.code);
  if (code === undefined || !tries.mayTry(sender, now)) return invited;
  const claimed = await claimDevice(parts, { code, channelUser, now });
  if (!claimed.ok) tries.failed(sender, now);
  return claimed;
}
