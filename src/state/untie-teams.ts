import type { Instant, TherapistId } from '../domain/ids.ts';
import { changeTherapist } from './change-therapist.ts';
import { clinicPartition } from './store.ts';
import { releaseUser, type TieParts } from './tie-teams.ts';

/**
 * Ends the tie between an account and its chat in Teams, and any code that waits. The therapist's record comes last:
 * until it has changed the page still offers to end it.
 */
export async function untieTeams(
  { store, auditor }: TieParts,
  { therapist, now }: { readonly therapist: TherapistId; readonly now: Instant },
): Promise<void> {
  const teams = (await store.therapists.get(clinicPartition, therapist))?.document.teams;
  if (!teams) return;
  await releaseUser(store, { user: teams.user, therapist });
  await changeTherapist({ store, auditor }, therapist, (current) => {
    if (current.teams?.user !== teams.user) return undefined;
    const { teams: _teams, teamsCode: _code, ...next } = current;
    return {
      next,
      event: {
        at: now,
        actor: { role: 'therapist', id: therapist },
        action: 'delete',
        record: 'teams',
        outcome: 'success',
      },
    };
  });
}
