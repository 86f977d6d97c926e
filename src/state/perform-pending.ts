import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { caseloadEntry, type CaseloadEntry } from '../domain/caseload.ts';
import type { Client } from '../domain/client.ts';
import { performAndClear } from './change-document.ts';
import type { ClientDocument } from './client-document.ts';
import { everyClient } from './every-client.ts';
import type { Store } from './store.ts';

/**
 * Performs what a crash left undone between a commit and its effects, for every client on a caseload, and puts right a
 * line that does not say what its client's document says, as after a restored backup that was not all of one moment.
 * One client whose document cannot be read or written does not keep the others from it.
 * @param failed told of each that failed
 * @returns for how many clients there was something.
 */
export async function performPending(
  store: Store,
  {
    failed,
    saw = () => undefined,
    settleMs = 5_000,
  }: {
    readonly failed: (error: unknown) => void;
    /** Told of each client that was read. */
    readonly saw?: (client: Client) => void;
    /** After so long a line and a document read one after the other are of the same moment. */
    readonly settleMs?: number;
  },
): Promise<number> {
  let count = 0;
  for await (const line of everyClient(store)) {
    try {
      if (await bringUpToDate(store, line, { saw, settleMs })) count += 1;
    } catch (error) {
      failed(error);
    }
  }
  return count;
}

async function bringUpToDate(
  store: Store,
  line: CaseloadEntry,
  { saw, settleMs }: { readonly saw: (client: Client) => void; readonly settleMs: number },
): Promise<boolean> {
  const stored = await store.clients.get(line.id, line.id);
  if (!stored) return false;
  const { document } = stored;
  saw(document.client);
  if (document.pending.length > 0) await performAndClear(store, stored);
  else if (agrees(line, document)) return false;
  else if (store.shared) await wait(settleMs);
  await rewriteLine(store, document.client);
  return true;
}

/** Read before the document, a line that is ahead of it or says something else was never made from it. */
async function rewriteLine(store: Store, { id, therapist }: Client): Promise<void> {
  const line = await store.caseload.get(therapist, id);
  const stored = await store.clients.get(id, id);
  if (!line || !stored || stored.document.pending.length > 0 || agrees(line.document, stored.document))
    return;
  const { client, revision } = stored.document;
  // a lost race means that a turn has just written it
  await store.caseload.put(therapist, caseloadEntry(client, revision), line.etag);
}

const agrees = (line: CaseloadEntry, { client, revision }: ClientDocument): boolean =>
  line.revision <= revision &&
  isDeepStrictEqual(line, JSON.parse(JSON.stringify(caseloadEntry(client, line.revision))));
