import { repeatable } from '../../src/demo/repeatable.ts';
import type { Fault, SeenRequest } from '../../test/helpers/fault-proxy.ts';
import { attackWithCrowd, type CrowdAttack, type CrowdReport } from './attack-with-crowd.ts';

/**
 * Servers whose way to Cosmos DB is bad, while a crowd checks in through them: every answer is saved, or its client
 * is told, or the channel is, which delivers it again.
 * @param rate of the requests to Cosmos DB, how many go wrong
 */
export function faults(
  attack: CrowdAttack & {
    readonly rate: number;
    readonly instances: number;
    /** After every so many faults an outage begins. */
    readonly outageEvery?: number;
  },
): Promise<CrowdReport> {
  const { seed, rate, instances, outageEvery = 40 } = attack;
  return attackWithCrowd(attack, {
    instances,
    habits: { again: 0, late: 0, latestMs: 0 },
    disturb(proxy) {
      const choose = badNetwork({ random: repeatable(seed + 1), rate, outageEvery });
      proxy.choose = (seen) => {
        proxy.seen.length = 0;
        return choose(seen);
      };
    },
  });
}

/** Longer than a turn waits. */
const outageMs = 13_000;

/**
 * Single faults of every kind, and outages: for a while every request for one client fails, before it was
 * executed or, every other time, after, so that what a turn cannot outlast happens too.
 */
function badNetwork({
  random,
  rate,
  outageEvery,
}: {
  random: () => number;
  rate: number;
  outageEvery: number;
}): (seen: SeenRequest) => Fault {
  let [count, begun] = [0, 0];
  const outages = new Map<string, { readonly until: number; readonly after: boolean }>();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const upTo = (most: number): number => Math.ceil(random() * most);
  const before: readonly (() => Fault)[] = [
    () => ({ kind: 'answered', status: 429, retryAfterMs: upTo(500) }),
    () => ({ kind: 'answered', status: 449 }),
    () => ({ kind: 'answered', status: 503 }),
    () => ({ kind: 'answered', status: 408 }),
    () => ({ kind: 'reset' }),
  ];
  const after: readonly (() => Fault)[] = [
    () => ({ kind: 'executed', status: 503 }),
    () => ({ kind: 'executed', status: 408 }),
    () => ({ kind: 'executed', status: 500 }),
    () => ({ kind: 'lost' }),
    () => ({ kind: 'cut' }),
  ];
  const between: readonly (() => Fault)[] = [
    () => ({ kind: 'delay', ms: upTo(500) }),
    // some of these are longer than an attempt
    () => ({ kind: 'delay', ms: upTo(4000) }),
    () => ({ kind: 'late', ms: upTo(3000) }),
    () => ({ kind: 'silence' }),
  ];
  return ({ headers, path }) => {
    const partition = String(headers['x-ms-documentdb-partitionkey'] ?? '');
    const outage = outages.get(partition);
    if (outage && outage.until > performance.now()) return pick(outage.after ? after : before)();
    outages.delete(partition);
    if (random() >= rate) return { kind: 'none' };
    count += 1;
    if (count >= (begun + 1) * outageEvery && path.includes('/colls/clients/')) {
      outages.set(partition, { until: performance.now() + outageMs, after: begun % 2 === 1 });
      begun += 1;
    }
    return pick(random() < 0.4 ? before : random() < 0.6 ? after : between)();
  };
}
