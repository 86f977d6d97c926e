import type { Store } from '../store.ts';
import { readPages } from '../read-pages.ts';
import type { AuditTrail, SealedEvent } from './trail.ts';

/** The events of a chain in order, filed ones and then the others, each once; not verified. */
export async function* chainEvents(
  store: Pick<Store, 'audit'>,
  { chain, unfiled }: Pick<AuditTrail, 'chain' | 'unfiled'>,
): AsyncGenerator<SealedEvent> {
  let last = 0;
  for await (const { events } of readPages(store.audit, chain, 20)) {
    yield* events;
    last = events.at(-1)?.sequence ?? last;
  }
  yield* unfiled.filter(({ sequence }) => sequence > last);
}
