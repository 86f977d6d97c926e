import { freshClient } from '../../../src/demo/fresh-client.ts';
import type { AuditEvent } from '../../../src/domain/audit-event.ts';
import { caseloadEntry } from '../../../src/domain/caseload.ts';
import { clientId, inviteCode, therapistId } from '../../../src/domain/ids.ts';
import { allTrails } from '../../../src/state/audit/all-trails.ts';
import { anchorTrails, type AnchoredDay } from '../../../src/state/audit/anchor-trails.ts';
import { fileTrail } from '../../../src/state/audit/file-trail.ts';
import type { AuditSegment, AuditTrail } from '../../../src/state/audit/trail.ts';
import { withoutFiled } from '../../../src/state/audit/without-filed.ts';
import { newClientDocument } from '../../../src/state/client-document.ts';
import type { Documents } from '../../../src/state/documents.ts';
import { clinicPartition, type Store } from '../../../src/state/store.ts';
import { anEvent, auditor } from './history.ts';

const therapist = therapistId('t');
const clients = ['a', 'b'].map(clientId);
/** Each client has one on the caseload of the one therapist. */
export const chains = ['clinic', 'therapist:t', ...clients.map((id) => `client:${id}`)];

export const days = ['2026-11-20', '2026-11-21', '2026-11-22'] as const;

/** A clinic that was anchored on three days, and in whose every chain more was done each day and after the last. */
export async function makeClinic(store: Store): Promise<AnchoredDay[]> {
  await store.clinic.put('clinic', { id: 'clinic', schema: 1, therapist, seeded: 'empty' }, 'absent');
  await store.therapists.put(
    clinicPartition,
    { id: therapist, name: 'T', language: 'en', demo: false },
    'absent',
  );
  for (const id of clients) {
    const client = freshClient({ id, therapist, now: '2026-11-19T12:00:00.000Z', invite: inviteCode('X') });
    await store.clients.put(id, newClientDocument(client), 'absent');
    await store.caseload.put(therapist, caseloadEntry(client, 1), 'absent');
  }
  const anchored: AnchoredDay[] = [];
  for (const day of days) {
    for (const chain of chains) await grow(store, chain);
    anchored.push((await anchor(store, day))!);
  }
  for (const chain of chains) await grow(store, chain);
  return anchored;
}

export const anchor = (
  store: Store,
  day: string,
  failed: (chain: string, error: unknown) => void = (_, error) => {
    throw error;
  },
): Promise<AnchoredDay | undefined> =>
  anchorTrails(store, auditor, {
    now: `${day}T01:00:00.000Z`,
    trails: (known) => allTrails(store, { known, failed }),
  });

/** Two events: what stood in the trail with the first is filed, the second is not. */
export async function grow(store: Store, chain: string, event: Partial<AuditEvent> = {}): Promise<void> {
  const trail = await changeTrail(store, chain, (before) => auditor.append(before, anEvent(event)));
  const filed = await fileTrail(store, trail);
  await changeTrail(store, chain, (before) => auditor.append(withoutFiled(before, filed), anEvent(event)));
}

/** Writes a document whatever stands there, as somebody with the database in their hands can; `undefined` removes it. */
export async function rewrite<T extends { readonly id: string }>(
  documents: Documents<T>,
  [partition, id]: readonly [partition: string, id: string],
  change: (document: T) => T | undefined,
): Promise<void> {
  const stored = await documents.get(partition, id);
  if (!stored) throw new Error(`there is no ${id} in ${partition}`);
  const changed = change(stored.document);
  if (changed) await documents.put(partition, changed, stored.etag);
  else await documents.remove(partition, id, stored.etag);
}

export async function changeTrail(
  store: Store,
  chain: string,
  change: (trail: AuditTrail) => AuditTrail,
): Promise<AuditTrail> {
  let changed = auditor.begin(chain);
  const within = <T extends { readonly audit?: AuditTrail }>(document: T): T => {
    changed = change(document.audit ?? changed);
    return { ...document, audit: changed };
  };
  const [kind, id = ''] = chain.split(':');
  if (kind === 'clinic') await rewrite(store.clinic, ['clinic', 'clinic'], within);
  else if (kind === 'therapist') await rewrite(store.therapists, [clinicPartition, id], within);
  else await rewrite(store.clients, [id, id], within);
  return changed;
}

/** The chain as it stands, and how to put it back. */
export async function remember(store: Store, chain: string): Promise<() => Promise<void>> {
  let trail = auditor.begin(chain);
  await changeTrail(store, chain, (current) => (trail = current));
  const segments = await segmentsOf(store, chain);
  return () => replaceChain(store, { trail, segments });
}

export const segmentsOf = async (store: Store, chain: string): Promise<AuditSegment[]> =>
  (await store.audit.list(chain, { limit: 1000 })).documents.map(({ document }) => document);

export async function replaceChain(
  store: Store,
  { trail, segments }: { readonly trail: AuditTrail; readonly segments: readonly AuditSegment[] },
): Promise<void> {
  const { chain } = trail;
  for (const { id } of await segmentsOf(store, chain))
    await rewrite(store.audit, [chain, id], () => undefined);
  for (const segment of segments) await store.audit.put(chain, segment, 'absent');
  await changeTrail(store, chain, () => trail);
}

/** The chain with its first event changed, sealed anew to its end with the right key. */
export async function forge(store: Store, chain: string): Promise<void> {
  let trail = auditor.begin(chain);
  await changeTrail(store, chain, (current) => (trail = current));
  const filed = (await segmentsOf(store, chain)).flatMap(({ events }) => events);
  const [first, ...rest] = [...filed, ...trail.unfiled];
  const forged = auditor.append(auditor.begin(chain), { ...first!, outcome: 'refused' }, ...rest);
  await replaceChain(store, { trail: forged, segments: [] });
}
