import type { Instant } from '../../domain/ids.ts';
import { StoreError } from '../documents.ts';
import type { Store } from '../store.ts';
import type { Auditor, Unsealed } from './auditor.ts';
import type { AnchorDocument, AnchoredHead, AuditTrail } from './trail.ts';

/** Of some 110 bytes each. */
const headsInPage = 2000;
const mostPages = 9999;

export const anchorPartition = 'anchors';

export interface AnchoredDay {
  /** `YYYY-MM-DD`, in UTC. */
  readonly day: string;
  /** Of the day's last page: it stands for everything that was anchored until then. */
  readonly seal: string;
}

/**
 * Writes down where all chains stand, once for each day in UTC. Returns the day's seal when this call has completed the
 * day, to be kept somewhere outside the store; `undefined` when that was done before.
 *
 * May run at any time and in several instances at once: pages are written once, each carries the seal of the one before
 * it, and a page that is there already, of another instance or from before a crash, is what the next goes on from. A
 * chain that stands on an earlier page of the day is not listed again.
 */
export async function anchorTrails(
  store: Pick<Store, 'anchors'>,
  auditor: Pick<Auditor, 'sealAnchor'>,
  { now, trails }: { readonly now: Instant; readonly trails: AsyncIterable<AuditTrail> },
): Promise<AnchoredDay | undefined> {
  const day = now.slice(0, 10);
  let heads: readonly AnchoredHead[] | undefined;
  for (let attempt = 0; attempt < mostPages; attempt += 1) {
    const latest = await latestPage(store);
    const begun = latest !== undefined && dayOf(latest) === day;
    // a later day stands there when the clock was put back
    if (latest && (begun ? latest.last : dayOf(latest) > day)) return undefined;
    heads ??= await readHeads(trails);
    const listed = begun ? await listedOn(store, day) : new Set();
    const rest = heads.filter(([chain]) => !listed.has(chain));
    const page: Unsealed<AnchorDocument> = {
      id: pageId(day, begun ? pageOf(latest) + 1 : 1),
      schema: 1,
      at: now,
      heads: rest.slice(0, headsInPage),
      previous: latest?.seal ?? '',
      last: rest.length <= headsInPage,
    };
    const seal = auditor.sealAnchor(page);
    const put = await store.anchors.put(anchorPartition, { ...page, seal }, 'absent');
    if (put.ok && page.last) return { day, seal };
  }
  throw new StoreError('unavailable', { cause: new Error('there is no end to the anchors of a day') });
}

const pageId = (day: string, page: number): string => `${day}/${String(page).padStart(4, '0')}`;
const dayOf = ({ id }: AnchorDocument): string => id.slice(0, 10);
const pageOf = ({ id }: AnchorDocument): number => Number(id.slice(11));

async function latestPage(store: Pick<Store, 'anchors'>): Promise<AnchorDocument | undefined> {
  const { documents } = await store.anchors.list(anchorPartition, { order: 'descending', limit: 1 });
  return documents[0]?.document;
}

async function listedOn(store: Pick<Store, 'anchors'>, day: string): Promise<ReadonlySet<string>> {
  const chains = new Set<string>();
  for (let page = 1; ; page += 1) {
    const stored = await store.anchors.get(anchorPartition, pageId(day, page));
    if (!stored) return chains;
    for (const [chain] of stored.document.heads) chains.add(chain);
  }
}

async function readHeads(trails: AsyncIterable<AuditTrail>): Promise<AnchoredHead[]> {
  const heads: AnchoredHead[] = [];
  for await (const { chain, sequence, seal } of trails) {
    if (sequence > 0) heads.push([chain, sequence, seal]);
  }
  return heads;
}
