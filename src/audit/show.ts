import type { AuditEvent } from '../domain/audit-event.ts';
import { clientId } from '../domain/ids.ts';
import { chainEvents } from '../state/audit/chain-events.ts';
import { clientChain } from '../state/audit/chains.ts';
import { staffTrails } from '../state/audit/all-trails.ts';
import { readTrail } from '../state/audit/read-trail.ts';
import type { Store } from '../state/store.ts';
import type { Output } from './verify.ts';

/**
 * Prints every event of a client's records, oldest first: those of the client's own chain, and those of other chains
 * that name the client, such as a look at a caseload. False when there are none.
 */
export async function show(store: Store, client: string, output: Output): Promise<boolean> {
  const id = clientId(client);
  const own = (await readTrail(store, clientChain(id))) ?? { chain: clientChain(id), unfiled: [] };
  const events: AuditEvent[] = [];
  for await (const event of chainEvents(store, own)) events.push(event);
  for await (const trail of staffTrails(store)) {
    for await (const event of chainEvents(store, trail)) if (event.clients?.includes(id)) events.push(event);
  }
  for (const event of events.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))) {
    const { at, actor, action, record, outcome } = event;
    output.result([at, actor.role, actor.id, action, record, outcome].map(plain).join('\t'));
  }
  output.note(
    `${events.length} events. Whether all are there, as they were written: npm run audit -- verify`,
  );
  return events.length > 0;
}

/** What came into the store past the program must not move a terminal's cursor. */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '?');
