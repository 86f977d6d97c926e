import { startChannelStub, type Fate } from './channel-stub.ts';
import type { Habits } from './channel.ts';
import { compare, type Fault } from './compare.ts';
import { drawCrowd, type Crowd } from './crowd.ts';
import { install } from './installation.ts';
import { readInstrument } from './read-instrument.ts';
import type { FaultProxy } from '../../test/helpers/fault-proxy.ts';

export interface CrowdReport extends Omit<Crowd, 'accounts' | 'faults'> {
  readonly people: number;
  /** What the channel did with replies. */
  readonly replies: Readonly<Record<Fate['kind'], number>>;
  /** What happened between the servers and Cosmos DB. */
  readonly injected: ReadonlyMap<string, number>;
  /** Acknowledged answers that were looked up in the end. */
  readonly checked: number;
  readonly complete: number;
  readonly alerts: number;
  readonly faults: Readonly<Record<Fault, number>>;
  /** Kept only when there were faults. */
  readonly directory: string;
}

export interface CrowdAttack {
  /** So many different activities at least; who has begun then may finish. */
  readonly activities: number;
  /** People at once. */
  readonly seats: number;
  /** All waiting is so many times as long as usual. */
  readonly pace?: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}

/**
 * Servers over one Cosmos DB, and a crowd that checks in through them, however badly the channel and the network
 * treat them. In the end the store is held against what everybody gave.
 * @param disturb what to do to the network, once the servers are up
 */
export async function attackWithCrowd(
  { activities, seats, pace = 1, seed, print }: CrowdAttack,
  {
    instances,
    habits,
    choose,
    disturb,
  }: {
    instances: number;
    habits: Habits;
    choose?: () => Fate;
    disturb?: (proxy: FaultProxy) => void;
  },
): Promise<CrowdReport> {
  const instrument = await readInstrument();
  const installation = await install({ instances, proxied: disturb !== undefined });
  const { store, auditor, proxy, directory, origins } = installation;
  const stub = await startChannelStub();
  if (choose) stub.choose = choose;
  let keep = true;
  try {
    disturb?.(proxy);
    const drawn = await drawCrowd({
      store,
      auditor,
      origins,
      stub,
      instrument,
      habits,
      activities,
      seats,
      pace,
      seed,
      print,
    });
    proxy.choose = () => ({ kind: 'none' });
    await proxy.settle();
    await installation.stopServers();
    if (disturb) await installation.catchUp([...drawn.accounts.keys()]);
    const { accounts, faults: wrong, ...crowd } = drawn;
    print(`everybody has finished; looking into the records of ${accounts.size} people`);
    const { faults: found, ...compared } = await compare(store, accounts, { settled: true });
    const faults: Record<Fault, number> = { lost: 0, misplaced: 0, doubled: 0, other: wrong.length };
    for (const { kind } of found) faults[kind] += 1;
    const lines = [...wrong.map((what) => ({ kind: 'other', what })), ...found];
    for (const { kind, what } of lines) print(`${kind}: ${what}`);
    await installation.keep(
      [...accounts.keys()].filter(({ client }) => lines.some(({ what }) => what.startsWith(`${client.id}:`))),
    );
    keep = lines.length > 0;
    const { counts: replies } = stub;
    return {
      ...crowd,
      ...compared,
      people: accounts.size,
      replies,
      injected: proxy.counts,
      faults,
      directory,
    };
  } finally {
    stub.close();
    await installation.close({ keep });
  }
}
