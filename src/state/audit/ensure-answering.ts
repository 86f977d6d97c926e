import { clinicPartition, type Store } from '../store.ts';

/**
 * After a document could not be read: throws what the store throws when it answers nothing at all, so that an outage is
 * not taken for documents that somebody spoiled.
 */
export async function ensureAnswering(store: Pick<Store, 'therapists'>): Promise<void> {
  await store.therapists.get(clinicPartition, 'nobody');
}
