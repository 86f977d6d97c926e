import { clientId, therapistId } from '../../domain/ids.ts';
import { clinicPartition, type Store } from '../store.ts';
import { clientChain, clinicChain, therapistChain } from './chains.ts';
import type { AuditTrail } from './trail.ts';

/**
 * The head of a chain, by the chain's name, from the record that it tells of; one that has none yet has an empty one.
 * `undefined`: there is no such record.
 */
export async function readTrail(
  store: Pick<Store, 'clients' | 'therapists' | 'clinic'>,
  chain: string,
): Promise<AuditTrail | undefined> {
  const record = await readRecord(store, chain);
  return record && trailOf(chain, record);
}

/** The trail in a record that must be the one of this chain: seals of another's do not hold under this name. */
export const trailOf = (chain: string, { audit }: { readonly audit?: AuditTrail }): AuditTrail => ({
  ...(audit === undefined ? { sequence: 0, seal: '', unfiled: [] } : audit),
  chain,
});

async function readRecord(
  store: Pick<Store, 'clients' | 'therapists' | 'clinic'>,
  chain: string,
): Promise<{ readonly audit?: AuditTrail } | undefined> {
  if (chain === clinicChain) return (await store.clinic.get('clinic', 'clinic'))?.document;
  const id = chain.slice(chain.indexOf(':') + 1);
  if (chain === clientChain(clientId(id))) return (await store.clients.get(id, id))?.document;
  if (chain === therapistChain(therapistId(id)))
    return (await store.therapists.get(clinicPartition, id))?.document;
  return undefined;
}
