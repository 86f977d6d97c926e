import { isDeepStrictEqual } from 'node:util';
import type { Store } from '../store.ts';
import { AuditError } from './audit-error.ts';
import { segmentId, type AuditSegment, type AuditTrail, type SealedEvent } from './trail.ts';

/** In one segment, so that it stays well under a megabyte whatever was seen. */
const most = { events: 200, clients: 10_000 } as const;

/**
 * Puts what is unfiled into the `audit` collection, as a rule in one request. Call it after the document with the trail
 * is committed. Returns the sequence up to which the events are filed, for `withoutFiled` in a later commit.
 *
 * Safe to repeat and to run beside itself: a segment never changes, so where one stands already the rest goes on after
 * it. One that reaches beyond this trail was filed by who read a later version of the document: that is left to them,
 * and what it holds is not counted as filed. Throws an `AuditError` where a segment holds other events than the trail,
 * and a `StoreError` as the store does; then nothing is lost, and the events are filed another time.
 */
export async function fileTrail(store: Pick<Store, 'audit'>, trail: AuditTrail): Promise<number> {
  let filed = trail.sequence - trail.unfiled.length;
  let rest = trail.unfiled;
  while (rest.length > 0) {
    const segment = nextSegment(filed + 1, rest);
    const put = await store.audit.put(trail.chain, segment, 'absent');
    const standing = put.ok ? segment : (await store.audit.get(trail.chain, segment.id))?.document;
    if (!standing || !agree(standing.events, rest)) {
      throw new AuditError('foreign-segment', `${trail.chain} ${filed + 1}`);
    }
    if (standing.events.length > rest.length) return filed;
    filed += standing.events.length;
    rest = rest.slice(standing.events.length);
  }
  return filed;
}

function nextSegment(first: number, events: readonly SealedEvent[]): AuditSegment {
  let clients = 0;
  let length = 0;
  for (const event of events.slice(0, most.events)) {
    clients += event.clients?.length ?? 0;
    if (length > 0 && clients > most.clients) break;
    length += 1;
  }
  return { id: segmentId(first), schema: 1, events: events.slice(0, length) };
}

/** The shorter of the two is the beginning of the longer. */
function agree(some: readonly SealedEvent[], others: readonly SealedEvent[]): boolean {
  const length = Math.min(some.length, others.length);
  return length > 0 && isDeepStrictEqual(some.slice(0, length), others.slice(0, length));
}
