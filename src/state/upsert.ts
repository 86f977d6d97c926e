import { StoreError, type Documents } from './documents.ts';

/**
 * Brings one document to what `next` makes of the one that stands; `undefined` leaves it. Safe to repeat,
 * retried when somebody else wrote first.
 */
export async function upsert<T extends { readonly id: string }>(
  documents: Documents<T>,
  partition: string,
  id: string,
  next: (current: T | undefined) => T | undefined,
): Promise<T | undefined> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const stored = await documents.get(partition, id);
    const wanted = next(stored?.document);
    if (wanted === undefined) return stored?.document;
    const put = await documents.put(partition, wanted, stored?.etag ?? 'absent');
    if (put.ok) return wanted;
  }
  throw new StoreError('unavailable', { cause: new Error('a document kept changing') });
}
