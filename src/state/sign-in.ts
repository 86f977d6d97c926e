import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '../domain/ids.ts';
import type { Role } from '../domain/rights.ts';
import type { SessionDocument, Store } from './store.ts';

type Kind = SessionDocument['kind'];

/**
 * Opens a session, or a one-time sign-in link, for a subject. Returns its secret, 32 random bytes as base64url,
 * for the cookie or the link; only the secret's SHA-256 is kept.
 */
export async function createSession(
  store: Store,
  given: {
    readonly kind: Kind;
    readonly subject: string;
    readonly now: Instant;
    readonly lifetimeMs: number;
    readonly roles?: readonly Role[];
  },
): Promise<string> {
  const { kind, subject, now, lifetimeMs, roles } = given;
  const secret = randomBytes(32).toString('base64url');
  const id = hashOf(secret);
  const expiresAt = new Date(Date.parse(now) + lifetimeMs).toISOString();
  const session: SessionDocument = { id, kind, subject, createdAt: now, expiresAt, ...(roles && { roles }) };
  const put = await store.sessions.put(id, session, 'absent');
  if (!put.ok) throw new Error('a new secret was already in use');
  return secret;
}

/** The subject of a session of this kind that has not expired; `undefined` for anything else. */
export async function readSession(
  store: Store,
  { kind, secret, now }: { readonly kind: Kind; readonly secret: string; readonly now: Instant },
): Promise<string | undefined> {
  const id = hashOf(secret);
  const session = (await store.sessions.get(id, id))?.document;
  return session?.kind === kind && now < session.expiresAt ? session.subject : undefined;
}

/** Uses up a one-time sign-in: of any number of callers with one secret, one gets its subject, if it has not expired. */
export async function consumeSignIn(
  store: Store,
  { secret, now }: { readonly secret: string; readonly now: Instant },
): Promise<string | undefined> {
  const id = hashOf(secret);
  const stored = await store.sessions.get(id, id);
  if (stored?.document.kind !== 'sign-in') return undefined;
  const mine = await store.sessions.remove(id, id, stored.etag);
  return mine && now < stored.document.expiresAt ? stored.document.subject : undefined;
}

/** Ends a session, even while a request extends it. An unknown one has ended already. */
export async function endSession(store: Store, { secret }: { readonly secret: string }): Promise<void> {
  const id = hashOf(secret);
  for (;;) {
    const stored = await store.sessions.get(id, id);
    if (!stored || (await store.sessions.remove(id, id, stored.etag))) return;
  }
}

/** The id under which a session is kept. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
