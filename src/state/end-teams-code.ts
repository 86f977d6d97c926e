import { therapistId, type Instant } from '../domain/ids.ts';
import { changeTherapist } from './change-therapist.ts';
import { hashOf } from './sign-in.ts';
import type { TieParts } from './tie-teams.ts';

/** A code that was shown to others ties nothing any more. */
export async function endTeamsCode(
  { store, auditor }: TieParts,
  { code, now }: { readonly code: string; readonly now: Instant },
): Promise<void> {
  const session = hashOf(code);
  const found = (await store.sessions.get(session, session))?.document;
  if (found?.kind !== 'teams-code') return;
  const therapist = therapistId(found.subject);
  await changeTherapist({ store, auditor }, therapist, (current) => {
    if (current.teamsCode?.session !== session) return undefined;
    const { teamsCode: _code, ...next } = current;
    return {
      next,
      event: {
        at: now,
        actor: { role: 'therapist', id: therapist },
        action: 'delete',
        record: 'teams-code',
        outcome: 'success',
      },
    };
  });
}
