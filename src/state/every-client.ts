import { setImmediate } from 'node:timers/promises';
import type { CaseloadEntry } from '../domain/caseload.ts';
import { readPages } from './read-pages.ts';
import { clinicPartition, type Store } from './store.ts';

/** Clients that are looked at before whoever waits gets a turn. */
const inARow = 10;

/** Every client's line, therapist by therapist: each page is a query within one partition. */
export async function* everyClient(
  store: Pick<Store, 'therapists' | 'caseload'>,
): AsyncGenerator<CaseloadEntry> {
  let count = 0;
  for await (const therapist of readPages(store.therapists, clinicPartition, 1000)) {
    for await (const line of readPages(store.caseload, therapist.id, 1000)) {
      yield line;
      // a home on this machine answers at once, and would keep all turns waiting
      if ((count += 1) % inARow === 0) await setImmediate();
    }
  }
}
