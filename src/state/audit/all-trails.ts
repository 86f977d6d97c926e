import { clientId } from '../../domain/ids.ts';
import { clinicPartition, type Store } from '../store.ts';
import { clientChain, clinicChain, therapistChain } from './chains.ts';
import { readPages } from '../read-pages.ts';
import { readTrail, trailOf } from './read-trail.ts';
import type { AuditTrail } from './trail.ts';

/** Every chain of the installation: those that are no client's, and those of the clients on the caseloads. */
export async function* allTrails(
  store: Pick<Store, 'clients' | 'therapists' | 'clinic' | 'caseload'>,
): AsyncGenerator<AuditTrail> {
  yield* staffTrails(store);
  for await (const therapist of readPages(store.therapists, clinicPartition, 1000)) {
    for await (const { id } of readPages(store.caseload, therapist.id, 1000)) {
      const client = await readTrail(store, clientChain(clientId(id)));
      if (client) yield client;
    }
  }
}

/** The clinic's chain and the therapists'. */
export async function* staffTrails(
  store: Pick<Store, 'clients' | 'therapists' | 'clinic'>,
): AsyncGenerator<AuditTrail> {
  const clinic = await readTrail(store, clinicChain);
  if (clinic) yield clinic;
  for await (const therapist of readPages(store.therapists, clinicPartition, 1000)) {
    yield trailOf(therapistChain(therapist.id), therapist);
  }
}
