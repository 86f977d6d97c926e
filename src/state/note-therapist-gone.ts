import type { Instant, TherapistId } from '../domain/ids.ts';
import { clinicPartition, type Store } from './store.ts';
import { upsert } from './upsert.ts';

/**
 * Nothing can be delivered to a therapist's chat until they write there again. One they have moved to meanwhile, or come
 * back to after `metAt`, is left.
 */
export async function noteTherapistGone(
  store: Pick<Store, 'therapists'>,
  {
    therapist,
    conversation,
    metAt,
    now,
  }: {
    readonly therapist: TherapistId;
    readonly conversation: string;
    /** `at` of the place that took no message; absent: they took the app out themselves. */
    readonly metAt?: Instant;
    readonly now: Instant;
  },
): Promise<void> {
  await upsert(store.therapists, clinicPartition, therapist, (current) => {
    const { teams } = current ?? {};
    if (!current || !teams || teams.place.goneAt !== undefined) return undefined;
    const { place } = teams;
    const isIt = place.conversation === conversation && (metAt === undefined || place.at === metAt);
    return isIt ? { ...current, teams: { ...teams, place: { ...place, goneAt: now } } } : undefined;
  });
}
