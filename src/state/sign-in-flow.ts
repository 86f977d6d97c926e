import { randomBytes } from 'node:crypto';
import type { Instant } from '../domain/ids.ts';
import { hashOf } from './sign-in.ts';
import type { SessionDocument, SignInFlow, Store } from './store.ts';

/** Milliseconds in which somebody has to come back from the provider. */
export const flowLifetimeMs = 10 * 60_000;

/** Begins a sign-in. `secret` is for the browser that began it: 32 random bytes as base64url, of which the hash is kept. */
export async function beginFlow(
  store: Pick<Store, 'sessions'>,
  { to, now }: { readonly to: string; readonly now: Instant },
): Promise<{ readonly secret: string; readonly flow: SignInFlow }> {
  const secret = draw();
  const flow = { state: draw(), nonce: draw(), verifier: draw(), to };
  const document: SessionDocument = {
    id: hashOf(secret),
    kind: 'flow',
    subject: flow.state,
    flow,
    createdAt: now,
    expiresAt: new Date(Date.parse(now) + flowLifetimeMs).toISOString(),
  };
  const put = await store.sessions.put(document.id, document, 'absent');
  if (!put.ok) throw new Error('a new secret was already in use');
  return { secret, flow };
}

/**
 * Takes the flow that this browser began and this state belongs to: once, of however many ask. A state that is not its
 * own leaves it as it is, so that a stranger's link does not end a sign-in under way.
 */
export async function takeFlow(
  store: Pick<Store, 'sessions'>,
  { secret, state, now }: { readonly secret: string; readonly state: string; readonly now: Instant },
): Promise<SignInFlow | undefined> {
  const id = hashOf(secret);
  const stored = await store.sessions.get(id, id);
  const flow = stored?.document.kind === 'flow' ? stored.document.flow : undefined;
  if (!stored || !flow || flow.state !== state || now >= stored.document.expiresAt) return undefined;
  return (await store.sessions.remove(id, id, stored.etag)) ? flow : undefined;
}

const draw = (): string => randomBytes(32).toString('base64url');
