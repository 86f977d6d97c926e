import type { Documents, Range } from './documents.ts';

/** Every document of a partition in order of the ids, or against it, a page at a time. */
export async function* readPages<T extends { readonly id: string }>(
  documents: Documents<T>,
  partition: string,
  limit: number,
  order: Range['order'] = 'ascending',
): AsyncGenerator<T> {
  for (let after: string | undefined; ;) {
    const page = await documents.list(partition, { limit, order, ...(after !== undefined && { after }) });
    for (const { document } of page.documents) yield document;
    if (page.next === undefined) return;
    after = page.next;
  }
}
