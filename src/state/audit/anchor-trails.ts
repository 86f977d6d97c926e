import type { Instant } from '../../domain/ids.ts';
import { StoreError } from '../documents.ts';
import { readPages } from '../read-pages.ts';
import type { Store } from '../store.ts';
import { AuditError } from './audit-error.ts';
import type { Auditor, Unsealed } from './auditor.ts';
import { headShape } from './shapes.ts';
import type { AnchorDocument, AnchoredHead, AuditTrail } from './trail.ts';

/** Of some 110 bytes each. */
const headsInPage = 2000;
const mostPages = 9999;
const dayMs = 24 * 60 * 60 * 1000;

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
 * `trails`: all of them, those too that were anchored before and are asked for by name, as far as they can be read. One
 * that was anchored before and is not among them, or has no head any more, is written down as it stood then.
 *
 * May run at any time and in several instances at once: pages are written once, each carries the seal of the one before
 * it, and a page that is there already, of another instance or from before a crash, is what the next goes on from. A
 * chain that stands on an earlier page of the day is not listed again. Throws an `AuditError` rather than go on from a
 * page that the program did not write, or not yet.
 */
export async function anchorTrails(
  store: Pick<Store, 'anchors'>,
  auditor: Pick<Auditor, 'sealAnchor'>,
  {
    now,
    trails,
  }: { readonly now: Instant; readonly trails: (known: Iterable<string>) => AsyncIterable<AuditTrail> },
): Promise<AnchoredDay | undefined> {
  const day = now.slice(0, 10);
  const tomorrow = new Date(Date.parse(now) + dayMs).toISOString().slice(0, 10);
  let heads: readonly AnchoredHead[] | undefined;
  for (let attempt = 0; attempt < mostPages; attempt += 1) {
    const latest = await latestPage(store, auditor);
    if (latest && dayOf(latest) > tomorrow) throw new AuditError('future-anchor', latest.id);
    const begun = latest !== undefined && dayOf(latest) === day;
    // a later day stands there when the clock was put back, or another instance's is ahead
    if (latest && (begun ? latest.last : dayOf(latest) > day)) return undefined;
    if (!heads) {
      heads = await readHeads(await anchoredBefore(store, auditor), trails);
      // that took a while, and another instance may have gone on
      continue;
    }
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

/** From the latest to the first, each only if the program wrote it. */
async function* pagesBackwards(
  store: Pick<Store, 'anchors'>,
  auditor: Pick<Auditor, 'sealAnchor'>,
): AsyncGenerator<AnchorDocument> {
  for await (const page of readPages(store.anchors, anchorPartition, 1, 'descending')) {
    if (auditor.sealAnchor(page) !== page.seal) throw new AuditError('foreign-anchor', page.id);
    yield page;
  }
}

async function latestPage(
  store: Pick<Store, 'anchors'>,
  auditor: Pick<Auditor, 'sealAnchor'>,
): Promise<AnchorDocument | undefined> {
  for await (const page of pagesBackwards(store, auditor)) return page;
  return undefined;
}

/** Where the chains stood on the latest complete day, or after it on one that was never completed. */
async function anchoredBefore(
  store: Pick<Store, 'anchors'>,
  auditor: Pick<Auditor, 'sealAnchor'>,
): Promise<Map<string, AnchoredHead>> {
  const heads = new Map<string, AnchoredHead>();
  let complete: string | undefined;
  for await (const page of pagesBackwards(store, auditor)) {
    if (complete !== undefined && dayOf(page) !== complete) break;
    for (const head of page.heads) if (!heads.has(head[0])) heads.set(head[0], head);
    if (page.last) complete = dayOf(page);
  }
  return heads;
}

async function listedOn(store: Pick<Store, 'anchors'>, day: string): Promise<ReadonlySet<string>> {
  const chains = new Set<string>();
  for (let page = 1; ; page += 1) {
    const stored = await store.anchors.get(anchorPartition, pageId(day, page));
    if (!stored) return chains;
    for (const [chain] of stored.document.heads) chains.add(chain);
  }
}

async function readHeads(
  heads: Map<string, AnchoredHead>,
  trails: (known: Iterable<string>) => AsyncIterable<AuditTrail>,
): Promise<AnchoredHead[]> {
  for await (const { chain, sequence, seal } of trails([...heads.keys()])) {
    const head = headShape.safeParse([chain, sequence, seal]);
    if (head.success) heads.set(chain, head.data);
  }
  return [...heads.values()];
}
