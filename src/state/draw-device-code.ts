import { randomInt } from 'node:crypto';
import { drawDeviceCode as draw } from '../domain/device-code.ts';
import type { ClientId, Instant } from '../domain/ids.ts';
import type { DeviceCode } from './client-document.ts';
import { hashOf } from './sign-in.ts';
import type { SessionDocument, Store } from './store.ts';

/** Milliseconds for which a code can be used. */
const lifetimeMs = 15 * 60_000;

export interface DrawnDeviceCode {
  readonly code: string;
  /** To be kept in the client's document, or the code opens nothing. */
  readonly kept: DeviceCode;
}

/** A new code for another device of the client's. Only its SHA-256 is kept. Throws a `StoreError`. */
export async function drawDeviceCode(
  store: Pick<Store, 'sessions'>,
  { client, now }: { readonly client: ClientId; readonly now: Instant },
): Promise<DrawnDeviceCode> {
  const expiresAt = new Date(Date.parse(now) + lifetimeMs).toISOString();
  for (;;) {
    const code = draw(randomInt);
    const id = hashOf(code);
    const session: SessionDocument = { id, kind: 'device-code', subject: client, createdAt: now, expiresAt };
    // another client's may be the same while it lasts
    if ((await store.sessions.put(id, session, 'absent')).ok)
      return { code, kept: { session: id, expiresAt } };
  }
}
