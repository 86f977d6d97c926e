import { readDeviceCode } from '../domain/device-code.ts';
import { clientId, type Instant } from '../domain/ids.ts';
import type { Claim } from './claim-invite.ts';
import { changeDocument } from './change-document.ts';
import { withDevice, type DeviceParts } from './note-device.ts';
import { hashOf } from './sign-in.ts';
import { upsert } from './upsert.ts';

/**
 * Lets one channel user in by the code that the client got on a device of theirs. Two documents change, in this order,
 * and either step may be repeated: the client's, whose ETag decides between two who use one code and which says that the
 * others are to be told, then who the channel user is. Throws a `StoreError`.
 */
export async function claimDevice(
  { store, auditor, ...parts }: DeviceParts,
  { code, channelUser, now }: { readonly code: string; readonly channelUser: string; readonly now: Instant },
): Promise<Claim> {
  const read = readDeviceCode(code);
  if (read === undefined) return refuse('unknown');
  const session = hashOf(read);
  const found = (await store.sessions.get(session, session))?.document;
  if (found?.kind !== 'device-code') return refuse('unknown');
  if (now >= found.expiresAt) return refuse('expired');
  const client = clientId(found.subject);
  const known = (await store.channelUsers.get(channelUser, channelUser))?.document;
  if (known && known.client !== client) return refuse('other-client');

  const document = await changeDocument(
    store,
    client,
    (current) => {
      const { deviceCode } = current;
      if (!deviceCode || deviceCode.session !== session || deviceCode.usedBy !== undefined) return undefined;
      const used = { ...current, deviceCode: { ...deviceCode, usedBy: channelUser } };
      return withDevice(used, { user: channelUser, now, auditor });
    },
    parts,
  );
  const standing = document?.deviceCode;
  if (standing?.session !== session) return refuse('expired');
  if (standing.usedBy !== channelUser) return refuse('used');
  const user = await upsert(store.channelUsers, channelUser, channelUser, (current) =>
    current ? undefined : { id: channelUser, client, joinedAt: now },
  );
  return user?.client === client ? { ok: true, client } : refuse('other-client');
}

const refuse = (reason: Extract<Claim, { ok: false }>['reason']): Claim => ({ ok: false, reason });
