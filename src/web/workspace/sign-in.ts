import { consumeSignIn, createSession, endSession, readSession } from '../../state/sign-in.ts';
import { clinicPartition } from '../../state/store.ts';
import type { WorkspaceDependencies } from './dependencies.ts';
import { stopped } from './message-page.ts';
import type { PageReply, Visit } from './route.ts';
import { sessionLifetime } from './session-lifetime.ts';

/**
 * Opens a session for whoever holds an unused sign-in link. A used one still leads on to the workspace in the
 * browser that is signed in; elsewhere it says how to get a new one.
 */
export async function signIn({ store }: WorkspaceDependencies, visit: Visit): Promise<PageReply> {
  const { query, now, session: standing } = visit;
  const code = query.get('code') ?? '';
  const subject = isSecret(code) ? await consumeSignIn(store, { secret: code, now }) : undefined;
  if (subject === undefined) {
    const known = standing && (await readSession(store, { kind: 'therapist', secret: standing, now }));
    if (known) return { kind: 'redirect', to: '/workspace' };
    return stopped(visit, code === '' ? 401 : 403, code === '' ? 'signedOut' : 'linkUsed');
  }
  if (!(await store.therapists.get(clinicPartition, subject))) {
    return stopped(visit, 403, 'linkUsed');
  }
  if (standing) await endSession(store, { secret: standing });
  const begins = await createSession(store, {
    kind: 'therapist',
    subject,
    now,
    lifetimeMs: sessionLifetime.idleMs,
  });
  return { kind: 'redirect', to: '/workspace', session: { begins } };
}

export async function signOut({ store }: WorkspaceDependencies, visit: Visit): Promise<PageReply> {
  if (visit.session) await endSession(store, { secret: visit.session });
  return { kind: 'redirect', to: '/workspace/sign-in', session: 'ends' };
}

const isSecret = (code: string): boolean => /^[\w-]{20,200}$/.test(code);
