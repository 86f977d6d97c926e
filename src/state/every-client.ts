import type { CaseloadEntry } from '../domain/caseload.ts';
import type { Store, TherapistDocument } from './store.ts';

/** Every client's line, therapist by therapist: each page is a query within one partition. */
export async function* everyClient(
  store: Pick<Store, 'therapists' | 'caseload'>,
): AsyncGenerator<CaseloadEntry> {
  for await (const therapist of everyTherapist(store)) {
    for (let after: string | undefined; ;) {
      const page = await store.caseload.list(therapist.id, { limit: 1000, ...(after && { after }) });
      for (const { document } of page.documents) yield document;
      if (page.next === undefined) break;
      after = page.next;
    }
  }
}

export async function* everyTherapist(store: Pick<Store, 'therapists'>): AsyncGenerator<TherapistDocument> {
  for (let after: string | undefined; ;) {
    const page = await store.therapists.list('clinic', { limit: 1000, ...(after && { after }) });
    for (const { document } of page.documents) yield document;
    if (page.next === undefined) return;
    after = page.next;
  }
}
