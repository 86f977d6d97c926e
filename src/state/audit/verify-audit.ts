import { isDeepStrictEqual } from 'node:util';
import type { Store } from '../store.ts';
import { allTrails } from './all-trails.ts';
import type { AnchoredDay } from './anchor-trails.ts';
import { createAuditor } from './auditor.ts';
import { ensureAnswering } from './ensure-answering.ts';
import type { Finding } from './finding.ts';
import { readAnchors, type AnchorGap } from './read-anchors.ts';
import { readPages } from '../read-pages.ts';
import { readTrail } from './read-trail.ts';
import type { AuditTrail } from './trail.ts';
import { verifyChain, type ChainReport } from './verify-chain.ts';

export interface AuditReport {
  /** With at least one event. */
  readonly chains: number;
  readonly events: number;
  /** On how many days the chains were anchored, and the latest complete one of them. */
  readonly days: number;
  readonly latest?: AnchoredDay;
  /** On which days in between they were not. That proves nothing: a machine that is off anchors nothing. */
  readonly gaps: readonly AnchorGap[];
  /** The first thousand. */
  readonly findings: readonly Finding[];
  /** How many there are. */
  readonly found: number;
}

type AuditedStore = Pick<Store, 'clients' | 'therapists' | 'clinic' | 'caseload' | 'audit' | 'anchors'>;

/** How often a chain that changes under the reader's eyes is read again. */
const mostReadings = 5;

/**
 * Reads every chain and all anchors and finds what was changed other than by the program, up to the latest anchors
 * whoever did it, unless they had the key as well: then up to the latest day whose seal is in `noted`, which was kept
 * outside the store. May run while the program does: where something is amiss, the chain is read again, as long as it
 * grows meanwhile. Writes nothing.
 */
export async function verifyAudit(
  store: AuditedStore,
  key: Uint8Array,
  options: {
    readonly noted?: readonly AnchoredDay[];
    /** After each chain: how many were read, and how many events in them. */
    readonly progress?: (read: { readonly chains: number; readonly events: number }) => void;
  } = {},
): Promise<AuditReport> {
  const auditor = createAuditor(key);
  const anchors = await readAnchors(store, auditor, options.noted ?? []);
  const findings = anchors.findings.slice(0, 1000);
  let found = anchors.findings.length;
  const find = (finding: Finding): void => {
    found += 1;
    if (findings.length < 1000) findings.push(finding);
  };
  const unread = new Set(anchors.heads.keys());
  let chains = 0;
  let events = 0;

  const read = (trail: AuditTrail): Promise<ChainReport> =>
    verifyChain(auditor, {
      chain: trail.chain,
      trail,
      segments: readPages(store.audit, trail.chain, 20),
      anchored: anchors.heads.get(trail.chain) ?? new Map(),
    });
  const verify = async (first: AuditTrail): Promise<ChainReport> => {
    let report = await read(first);
    let trail = first;
    for (let reading = 1; report.found > 0 && reading < mostReadings; reading += 1) {
      const again = await readTrail(store, first.chain);
      if (!again || (reading > 1 && isDeepStrictEqual(again, trail))) break;
      report = await read(again);
      trail = again;
    }
    return report;
  };
  const failed = (chain: string): void => {
    unread.delete(chain);
    find({ kind: 'unreadable', chain, sequence: 0 });
  };

  for await (const trail of allTrails(store, { known: anchors.heads.keys(), failed })) {
    unread.delete(trail.chain);
    let report: ChainReport;
    try {
      report = await verify(trail);
    } catch {
      await ensureAnswering(store);
      failed(trail.chain);
      continue;
    }
    found += report.found;
    findings.push(...report.findings.slice(0, 1000 - findings.length));
    if (report.events === 0 && report.found === 0) continue;
    chains += 1;
    events += report.events;
    options.progress?.({ chains, events });
  }
  for (const chain of unread) find({ kind: 'gone', chain, sequence: 0 });
  for (const chain of anchors.unanchored) find({ kind: 'unanchored', chain, sequence: 0 });
  const { days, latest, gaps } = anchors;
  return { chains, events, days, ...(latest && { latest }), gaps, findings, found };
}
