import { randomInt } from 'node:crypto';
import { drawTeamsCode } from '../domain/teams-code.ts';
import type { Instant, TherapistId } from '../domain/ids.ts';
import { changeTherapist, type ChangeTherapistParts } from './change-therapist.ts';
import { hashOf } from './sign-in.ts';
import type { SessionDocument, Store } from './store.ts';

/** Milliseconds for which a code can be used. */
const lifetimeMs = 10 * 60_000;

export interface TeamsCode {
  readonly code: string;
  readonly expiresAt: Instant;
}

/**
 * A new code with which the therapist ties their chat in Teams, once; the one before it ends. Only its SHA-256 is kept.
 * `undefined` where a chat is tied already, or there is no such therapist.
 */
export async function createTeamsCode(
  { store, auditor }: ChangeTherapistParts & { readonly store: Pick<Store, 'sessions'> },
  { therapist, now }: { readonly therapist: TherapistId; readonly now: Instant },
): Promise<TeamsCode | undefined> {
  const code = drawTeamsCode(randomInt);
  const id = hashOf(code);
  const expiresAt = new Date(Date.parse(now) + lifetimeMs).toISOString();
  const session: SessionDocument = { id, kind: 'teams-code', subject: therapist, createdAt: now, expiresAt };
  if (!(await store.sessions.put(id, session, 'absent')).ok) throw new Error('a new code was already in use');
  const kept = await changeTherapist({ store, auditor }, therapist, (current) =>
    current.teams
      ? undefined
      : {
          next: { ...current, teamsCode: { session: id, expiresAt } },
          event: {
            at: now,
            actor: { role: 'therapist', id: therapist },
            action: 'create',
            record: 'teams-code',
            outcome: 'success',
          },
        },
  );
  return kept?.teamsCode?.session === id ? { code, expiresAt } : undefined;
}
