import type { TherapistId } from '../domain/ids.ts';
import { clinicPartition, type AccountIdentity, type Store, type TherapistDocument } from './store.ts';

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
  teams?.user === user && isSamePerson(account, user);

/** Whether this may be the person of the account; `user`: a channel user of Teams, which ends in directory and object id. */
export function isSamePerson(account: AccountIdentity | undefined, user: string): boolean {
  if (account?.objectId === undefined) return true;
  const [tenant, objectId] = user.toLowerCase().split(':').slice(-2);
  const { tenantId = tenant } = account;
  return objectId === account.objectId.toLowerCase() && tenant === tenantId?.toLowerCase();
}
