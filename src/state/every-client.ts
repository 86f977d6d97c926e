import type { CaseloadEntry } from '../domain/caseload.ts';
import { readPages } from './read-pages.ts';
import { clinicPartition, type Store } from './store.ts';

/** Every client's line, therapist by therapist: each page is a query within one partition. */
export async function* everyClient(
  store: Pick<Store, 'therapists' | 'caseload'>,
): AsyncGenerator<CaseloadEntry> {
  for await (const therapist of readPages(store.therapists, clinicPartition, 1000)) {
    yield* readPages(store.caseload, therapist.id, 1000);
  }
}
