import { consumeSignIn, createSession, endSession, readSession } from '../../state/sign-in.ts';
import { clinicPartition } from '../../state/store.ts';
import type { WorkspaceDependencies } from './dependencies.ts';
import { stopped } from './message-page.ts';
import { pleaseSignIn } from './please-sign-in.ts';
import type { MemberVisit, PageReply, Visit } from './route.ts';
import { sessionLifetime } from './session-lifetime.ts';

/**
 * Opens a session for whoever holds an unused sign-in link. A used one still leads on to the workspace in the
 * browser that is signed in; elsewhere it says how to get a new one. Without a link, the page to sign in.
 */
export async function signIn(dependencies: WorkspaceDependencies, visit: Visit): Promise<PageReply> {
  const { store, linksRefused } = dependencies;
  const { query, now, session: standing } = visit;
  const code = linksRefused ? '' : (query.get('code') ?? '');
  const subject = isSecret(code) ? await consumeSignIn(store, { secret: code, now }) : undefined;
  if (subject === undefined) {
    const known = standing && (await readSession(store, { kind: 'therapist', secret: standing, now }));
    if (known) return { kind: 'redirect', to: '/workspace' };
    if (code !== '') return stopped(visit, 403, 'linkUsed');
    return pleaseSignIn(dependencies, visit, { status: dependencies.signIn ? 200 : 401 });
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

/** Ends the session; who came by the identity provider goes on to sign out there. */
export async function signOut(
  { store, signIn }: WorkspaceDependencies,
  { session }: MemberVisit,
): Promise<PageReply> {
  await endSession(store, { secret: session });
  return { kind: 'redirect', to: signIn ? '/workspace/signed-out' : '/workspace/sign-in', session: 'ends' };
}

const isSecret = (code: string): boolean => /^[\w-]{20,200}$/.test(code);
