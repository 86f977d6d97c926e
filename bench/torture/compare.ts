import { isDeepStrictEqual } from 'node:util';
import { caseloadEntry } from '../../src/domain/caseload.ts';
import type { ClientDocument } from '../../src/state/client-document.ts';
import type { Store } from '../../src/state/store.ts';
import type { Account } from './account.ts';
import type { Enrolled } from './clinic.ts';
import { storedValues } from './stored-values.ts';

export type Fault = 'lost' | 'misplaced' | 'doubled' | 'other';

export interface Compared {
  /** Acknowledged answers that were looked up. */
  readonly checked: number;
  readonly complete: number;
  readonly alerts: number;
  readonly faults: readonly { readonly kind: Fault; readonly what: string }[];
}

/**
 * Holds what the store has against what the clients said and were told.
 * @param settled after the end: no effect may be pending any more, and who was told so has finished
 */
export async function compare(
  store: Store,
  accounts: ReadonlyMap<Enrolled, Account>,
  { settled }: { settled: boolean },
): Promise<Compared> {
  const faults: { kind: Fault; what: string }[] = [];
  let [checked, complete, alerts] = [0, 0, 0];
  for (const [{ client, low }, account] of accounts) {
    const fault = (kind: Fault, what: string): void =>
      void faults.push({ kind, what: `${client.id}: ${what}` });
    const document = (await store.clients.get(client.id, client.id))?.document;
    if (!document) {
      fault('lost', 'the client');
      continue;
    }
    const values = storedValues(document);
    const given = storedValues({ ...document, client });
    for (const key of new Set([...account.keys, ...values.keys()])) {
      // what the client was enrolled with was not theirs to say
      if (given.get(key) === values.get(key) && given.has(key) && !account.keys.includes(key)) continue;
      if (account.acknowledged(key)) checked += 1;
      const verdict = account.judge(key, values.get(key));
      if (verdict !== 'as-said') fault(verdict, `${key} is ${values.get(key) ?? 'not there'}`);
    }
    for (const twice of doubled(document)) fault('doubled', twice);

    const { checkIn, alerts: raised } = document.client;
    if (settled && document.pending.length > 0) fault('other', 'effects are still pending');
    if (account.acknowledged('sent') && checkIn?.status !== 'complete')
      fault('other', 'sent but not complete');
    if (document.client.recent.length > 0) fault('doubled', 'a second check-in');
    // no week ends meanwhile, and nobody closes an alert
    if ((await store.checkIns.list(client.id)).documents.length > 0)
      fault('doubled', 'a check-in in the history');
    if ((await store.alerts.list(client.id)).documents.length > 0)
      fault('doubled', 'an alert in the history');
    const isComplete = checkIn?.status === 'complete';
    if (isComplete) complete += 1;
    alerts += raised.length;
    if (raised.length !== (isComplete && low ? 1 : 0)) fault('other', `${raised.length} open alerts`);
    if (raised.some(({ kind, status }) => kind !== 'alliance' || status !== 'open'))
      fault('other', 'the alert');
    if (document.pending.length > 0) continue;
    const line = (await store.caseload.get(client.therapist, client.id))?.document;
    if (!line || !isDeepStrictEqual(line, caseloadEntry(document.client, line.revision)))
      fault('other', 'the line on the caseload differs');
  }
  return { checked, complete, alerts, faults };
}

/** Deliveries that left more than one trace. */
function doubled({ ledger, transcript, client }: ClientDocument): readonly string[] {
  const deliveries = [
    ...ledger.map((entry) => `${entry.activity} in the ledger`),
    ...transcript.entries.flatMap(({ from, activity: { channelData } }) =>
      from === 'client' &&
      typeof channelData === 'object' &&
      channelData !== null &&
      'clientActivityID' in channelData
        ? [`${String(channelData.clientActivityID)} in the transcript`]
        : [],
    ),
    ...client.alerts.flatMap(({ evidence }) =>
      evidence.flatMap((piece) =>
        piece.kind === 'safety' ? [] : [`${piece.kind} ${piece.domain} in the alert`],
      ),
    ),
  ];
  return deliveries.filter((delivery, at) => deliveries.indexOf(delivery) !== at);
}
