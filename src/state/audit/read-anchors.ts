import type { Store } from '../store.ts';
import { anchorPartition, type AnchoredDay } from './anchor-trails.ts';
import type { Auditor } from './auditor.ts';
import type { AnchorFault, Finding } from './finding.ts';
import { readPages } from '../read-pages.ts';
import { anchorShape } from './shapes.ts';
import type { AnchorDocument } from './trail.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Days without complete anchors between two that have them, oldest first. */
export interface AnchorGap {
  /** `YYYY-MM-DD`, in UTC. */
  readonly first: string;
  readonly days: number;
}

export interface Anchors {
  /** By chain, then by sequence: the seal that was anchored, on whatever day. */
  readonly heads: ReadonlyMap<string, ReadonlyMap<number, string>>;
  readonly days: number;
  readonly latest?: AnchoredDay;
  readonly gaps: readonly AnchorGap[];
  /** Chains that were anchored before the latest complete day and not on it. */
  readonly unanchored: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the anchors from the first to the latest, checks that nothing in them was changed, taken out or put in, and
 * gathers what they say of each chain: all days, because a chain that was cut short before one day's anchors agrees with
 * those and not with the ones before. Only pages whose seal holds are heard. Holds about 100 bytes for each head that
 * is not the one of the day before.
 *
 * `noted`: seals of days that were kept outside the store.
 */
export async function readAnchors(
  store: Pick<Store, 'anchors'>,
  auditor: Pick<Auditor, 'sealAnchor'>,
  noted: readonly AnchoredDay[],
): Promise<Anchors> {
  const heads = new Map<string, Map<number, string>>();
  const findings: Finding[] = [];
  const find = (kind: AnchorFault, anchor: string): void => void findings.push({ kind, anchor });
  const awaited = new Map(noted.map(({ day, seal }) => [day, seal]));
  let before: Pick<AnchorDocument, 'id' | 'last' | 'seal'> | undefined;
  let readable = true;
  let days = 0;
  let latest: AnchoredDay | undefined;
  const gaps: AnchorGap[] = [];
  let listed = new Set<string>();
  let unanchored: readonly string[] = [];
  /** All pages of the day can be heard until here. */
  let whole = true;

  for await (const stored of readPages(store.anchors, anchorPartition, 10)) {
    const parsed = anchorShape.safeParse(stored);
    if (!parsed.success) {
      find('unreadable', stored.id);
      readable = false;
      continue;
    }
    const page: AnchorDocument = parsed.data;
    const holds = auditor.sealAnchor(page) === page.seal;
    if (!holds) find('altered', page.id);
    if (readable && page.previous !== (before?.seal ?? '')) find('missing', page.id);
    const next = follows(page, before);
    if (readable && !next) find('misplaced', page.id);
    if (holds && !enter(page, heads)) find('contradicted', page.id);
    const day = page.id.slice(0, 10);
    if (before?.id.slice(0, 10) !== day) {
      days += 1;
      listed = new Set();
      whole = true;
    }
    whole &&= holds && next;
    for (const [chain] of page.heads) listed.add(chain);
    if (page.last) {
      const seal = awaited.get(day);
      if (seal !== undefined && seal !== page.seal) find('recomputed', day);
      awaited.delete(day);
      if (holds) {
        gaps.push(...gapBetween(latest?.day, day));
        latest = { day, seal: page.seal };
      }
      if (whole) {
        // none is missing where there are as many
        unanchored =
          listed.size === heads.size ? [] : [...heads.keys()].filter((chain) => !listed.has(chain));
      }
    }
    before = page;
    readable = true;
  }
  if (before && !before.last) find('incomplete', before.id);
  for (const day of awaited.keys()) find('missing', day);
  return { heads, days, ...(latest && { latest }), gaps, unanchored, findings };
}

/** The next page of a day that goes on, or the first of another. */
function follows(
  page: Pick<AnchorDocument, 'id'>,
  before: Pick<AnchorDocument, 'id' | 'last'> | undefined,
): boolean {
  const number = Number(page.id.slice(11));
  if (before?.id.slice(0, 10) !== page.id.slice(0, 10)) return number === 1;
  return !before.last && number === Number(before.id.slice(11)) + 1;
}

function gapBetween(before: string | undefined, day: string): AnchorGap[] {
  if (before === undefined) return [];
  const first = Date.parse(before) + dayMs;
  const between = Math.round((Date.parse(day) - first) / dayMs);
  return between > 0 ? [{ first: new Date(first).toISOString().slice(0, 10), days: between }] : [];
}

/** False when an earlier page has another seal for the same place: then the earlier one counts. */
function enter(page: AnchorDocument, heads: Map<string, Map<number, string>>): boolean {
  let agrees = true;
  for (const [chain, sequence, seal] of page.heads) {
    const known = heads.get(chain) ?? new Map<number, string>();
    heads.set(chain, known);
    const earlier = known.get(sequence);
    if (earlier === undefined) known.set(sequence, seal);
    else if (earlier !== seal) agrees = false;
  }
  return agrees;
}
