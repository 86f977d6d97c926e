import type { Instant } from '../domain/ids.ts';
import { hashOf } from './sign-in.ts';
import type { SessionDocument, Store } from './store.ts';

export interface Lifetime {
  /** Milliseconds without a request after which a session is over. */
  readonly idleMs: number;
  /** Milliseconds after which it is over whatever happens. */
  readonly absoluteMs: number;
}

/** A session is extended once it has lost this share of its idle time, so that not every request writes. */
const slack = 1 / 6;

/**
 * A session that goes on as long as it is used: a request extends it by `idleMs`, never past
 * `absoluteMs` after it began. `undefined` for one that has expired, of another kind, or unknown.
 */
export async function extendSession(
  store: Store,
  given: {
    readonly kind: SessionDocument['kind'];
    readonly secret: string;
    readonly now: Instant;
    readonly lifetime: Lifetime;
  },
): Promise<SessionDocument | undefined> {
  const { kind, secret, now, lifetime } = given;
  const id = hashOf(secret);
  const stored = await store.sessions.get(id, id);
  if (stored?.document.kind !== kind || now >= stored.document.expiresAt) return undefined;
  const end = Date.parse(stored.document.createdAt) + lifetime.absoluteMs;
  const wanted = Math.min(Date.parse(now) + lifetime.idleMs, end);
  if (wanted - Date.parse(stored.document.expiresAt) > lifetime.idleMs * slack) {
    const expiresAt = new Date(wanted).toISOString();
    // a lost race means another request just extended it, or it was ended: both are as well
    await store.sessions.put(id, { ...stored.document, expiresAt }, stored.etag);
  }
  return stored.document;
}
