import { everyClient } from '../every-client.ts';
import { readPages } from '../read-pages.ts';
import { clinicPartition, type Store } from '../store.ts';
import { clientChain, clinicChain, therapistChain } from './chains.ts';
import { ensureAnswering } from './ensure-answering.ts';
import { readTrail, trailOf } from './read-trail.ts';
import type { AuditTrail } from './trail.ts';

type Records = Pick<Store, 'clients' | 'therapists' | 'clinic' | 'caseload'>;

/**
 * Every chain of the installation, each once: those that are no client's, those of the clients on the caseloads, and
 * then the `known` ones, whose record may not be listed anywhere any more. One whose record is not there is left out.
 * @param failed told of each whose record cannot be read; the others follow
 */
export async function* allTrails(
  store: Records,
  {
    known,
    failed,
  }: {
    readonly known: Iterable<string>;
    readonly failed: (chain: string, error: unknown) => void;
  },
): AsyncGenerator<AuditTrail> {
  const seen = new Set<string>();
  for await (const chain of chainsOf(store, known)) {
    if (seen.has(chain)) continue;
    seen.add(chain);
    let trail: AuditTrail | undefined;
    try {
      trail = await readTrail(store, chain);
    } catch (error) {
      await ensureAnswering(store);
      failed(chain, error);
    }
    if (trail) yield trail;
  }
}

async function* chainsOf(store: Records, known: Iterable<string>): AsyncGenerator<string> {
  yield clinicChain;
  for await (const { id } of readPages(store.therapists, clinicPartition, 1000)) yield therapistChain(id);
  for await (const { id } of everyClient(store)) yield clientChain(id);
  yield* known;
}

/** The clinic's chain and the therapists'. */
export async function* staffTrails(
  store: Pick<Store, 'clients' | 'therapists' | 'clinic'>,
): AsyncGenerator<AuditTrail> {
  const clinic = await readTrail(store, clinicChain);
  if (clinic) yield clinic;
  for await (const therapist of readPages(store.therapists, clinicPartition, 1000)) {
    yield trailOf(therapistChain(therapist.id), therapist);
  }
}
