import type { TherapistId } from '../domain/ids.ts';
import { clinicPartition, type Store, type TherapistDocument } from './store.ts';

/**
 * The therapist whose account this channel user is tied to. `undefined` where only half of that is on record, which a
 * crash may leave: the therapist's own document decides.
 */
export async function tiedTherapist(
  store: Pick<Store, 'therapists'>,
  { therapist, user }: { readonly therapist: TherapistId; readonly user: string },
): Promise<TherapistDocument | undefined> {
  const found = (await store.therapists.get(clinicPartition, therapist))?.document;
  return found && isTied(found, user) ? found : undefined;
}

/** Signed in through Entra, they are the same person there as in Teams, or it does not hold. */
export const isTied = ({ teams, account }: TherapistDocument, user: string): boolean =>
  teams?.user === user && (account?.objectId === undefined || isSamePerson(account.objectId, user));

/** `user`: a channel user of Teams, which ends with their object id. */
export const isSamePerson = (objectId: string, user: string): boolean =>
  user.toLowerCase().endsWith(`:${objectId.toLowerCase()}`);
