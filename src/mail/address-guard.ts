import { createHmac } from 'node:crypto';
import type { Instant } from '../domain/ids.ts';
import type { Store } from '../state/store.ts';

/** Keeps people who never asked from being written to again and again, whoever gives their address. */
export interface AddressGuard {
  /** Whether one more letter that asks to confirm may go there today; it counts. */
  admits(address: string, now: Instant): Promise<boolean>;
  /** Whoever reads there wants none of them. */
  refuse(address: string, now: Instant): Promise<void>;
}

/** Letters a day to one address, whoever asks for them. */
const lettersADay = 3;
/** For so long nobody who was refused is asked again. Milliseconds. */
const refusedMs = 90 * 86_400_000;
const dayMs = 86_400_000;

/**
 * Remembered in the store, for all instances, under a keyed hash that expires: from what is kept nobody can tell an
 * address, or test for one without the key.
 */
export function createAddressGuard({
  store,
  key,
}: {
  readonly store: Pick<Store, 'sessions'>;
  readonly key: Uint8Array;
}): AddressGuard {
  const idOf = (what: string, address: string): string =>
    createHmac('sha256', key).update(`${what} ${address.toLowerCase()}`).digest('hex');
  const take = (id: string, now: Instant, ms: number) =>
    store.sessions.put(
      id,
      {
        id,
        kind: 'mail',
        subject: '',
        createdAt: now,
        expiresAt: new Date(Date.parse(now) + ms).toISOString(),
      },
      'absent',
    );
  return {
    async admits(address, now) {
      const refused = idOf('refused', address);
      const found = (await store.sessions.get(refused, refused))?.document;
      if (found && now < found.expiresAt) return false;
      for (let letter = 1; letter <= lettersADay; letter += 1) {
        const put = await take(idOf(`${now.slice(0, 10)} ${letter}`, address), now, dayMs);
        if (put.ok) return true;
      }
      return false;
    },
    async refuse(address, now) {
      const id = idOf('refused', address);
      const stored = await store.sessions.get(id, id);
      if (stored) await store.sessions.remove(id, id, stored.etag);
      await take(id, now, refusedMs);
    },
  };
}
