import { isDeepStrictEqual } from 'node:util';
import type { Auditor } from './auditor.ts';
import type { ChainFault, Finding } from './finding.ts';
import { segmentShape, trailShape } from './shapes.ts';
import { segmentId, type SealedEvent } from './trail.ts';

export interface StoredChain {
  readonly chain: string;
  /** As it stands in the record that the chain tells of. */
  readonly trail: unknown;
  /** As they stand in the `audit` collection, in the order of their ids. */
  readonly segments: AsyncIterable<unknown>;
  /** The seals of some sequences, from somewhere that can be trusted. */
  readonly anchored: ReadonlyMap<number, string>;
}

export interface ChainReport {
  readonly events: number;
  /** The first hundred. */
  readonly findings: readonly Finding[];
  /** How many there are. */
  readonly found: number;
}

/** Reads a chain from its first event to its head and finds what was changed. Holds one segment at a time. */
export async function verifyChain(
  auditor: Pick<Auditor, 'sealEvent'>,
  { chain, trail: storedTrail, segments, anchored }: StoredChain,
): Promise<ChainReport> {
  const { findings, find, count } = gather(chain);
  const parsedTrail = trailShape.safeParse(storedTrail);
  const trail = parsedTrail.success && parsedTrail.data.chain === chain ? parsedTrail.data : undefined;
  if (!trail) find('unreadable', 0);
  const filed = new Map<number, SealedEvent | undefined>(
    trail?.unfiled.map(({ sequence }) => [sequence, undefined]),
  );

  let next = 1;
  let events = 0;
  let sealAtHead = trail?.sequence === 0 ? '' : undefined;
  /** Unknown after a gap. */
  let previous: string | undefined = '';
  const take = (event: SealedEvent): void => {
    events += 1;
    if (event.sequence < next) {
      find('misplaced', event.sequence);
      return;
    }
    if (event.sequence > next) {
      find('missing', next);
      previous = undefined;
    }
    if (previous !== undefined && auditor.sealEvent(chain, event, previous) !== event.seal) {
      find('altered', event.sequence);
    }
    if ((anchored.get(event.sequence) ?? event.seal) !== event.seal) find('recomputed', event.sequence);
    if (event.sequence === trail?.sequence) sealAtHead = event.seal;
    next = event.sequence + 1;
    previous = event.seal;
  };

  for await (const stored of segments) {
    const segment = segmentShape.safeParse(stored);
    if (!segment.success) {
      find('unreadable', next);
      continue;
    }
    const [first] = segment.data.events;
    if (first && segment.data.id !== segmentId(first.sequence)) find('misplaced', first.sequence);
    for (const event of segment.data.events) {
      take(event);
      if (filed.has(event.sequence)) filed.set(event.sequence, event);
    }
  }
  const end = next;
  const unfiled = trail?.unfiled ?? [];
  const first = (trail?.sequence ?? 0) - unfiled.length + 1;
  for (const [place, event] of unfiled.entries()) {
    if (event.sequence !== first + place) find('misplaced', event.sequence);
    if (event.sequence >= end) take(event);
    else if (!isDeepStrictEqual(filed.get(event.sequence), event)) find('contradicted', event.sequence);
  }

  if (trail) {
    if (next <= trail.sequence) find('missing', next);
    else if (next > trail.sequence + 1) find('beyond-head', trail.sequence + 1);
    if (sealAtHead !== undefined && sealAtHead !== trail.seal) find('head', trail.sequence);
  }
  if (Math.max(0, ...anchored.keys()) >= next) find('truncated', next);
  return { events, findings, found: count() };
}

function gather(chain: string) {
  const findings: Finding[] = [];
  let found = 0;
  return {
    findings,
    count: () => found,
    find: (kind: ChainFault, sequence: number): void => {
      found += 1;
      if (findings.length < 100) findings.push({ kind, chain, sequence });
    },
  };
}
