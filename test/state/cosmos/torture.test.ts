import { assert } from 'chai';
import { openCosmosStore } from '../../../src/state/cosmos/open-cosmos-store.ts';
import { StoreError, type Documents } from '../../../src/state/documents.ts';
import type { Store } from '../../../src/state/store.ts';
import { seededFaults, seededRandom, startFaultProxy, type FaultProxy } from '../../helpers/fault-proxy.ts';
import { openTestAccount, type TestAccount } from './test-account.ts';

interface Log {
  readonly id: string;
  /** Names of the writes that made it, in order. */
  readonly entries: readonly string[];
}

type Outcome = 'saved' | 'conflict' | 'unavailable' | 'unknown';

const seed = Number(process.env['TORTURE_SEED'] ?? Math.floor(Math.random() * 2 ** 32));
const rounds = Number(process.env['TORTURE_WRITES'] ?? 1000);

/** Each writer adds to what it reads, so a lost update, a doubled write and a wrong answer all show in the end. */
describe('conditional writes over a bad network', function () {
  this.timeout(60_000 + rounds * 30);
  let account: TestAccount;
  let proxy: FaultProxy;
  before(async () => {
    account = await openTestAccount('local');
    proxy = await startFaultProxy(account.endpoint);
  });
  after(async () => {
    await proxy.close();
    await account.dispose();
  });

  /** A busy machine may not answer so many requests at once in so short a time: the opening is tried again. */
  const opened = async (tries = 10): Promise<Store> => {
    try {
      return await openCosmosStore({
        ...account,
        endpoint: proxy.endpoint,
        patience: { deadlineMs: 200, attemptMs: 120, pauseMs: 5 },
      });
    } catch (error) {
      if (tries <= 1) throw error;
      return opened(tries - 1);
    }
  };

  const logsOf = (store: Store): Documents<Log> => store.checkIns as unknown as Documents<Log>;

  for (const rate of [0.05, 0.3]) {
    it(`keep what they say, with ${rate * 100} % of requests going wrong`, async () => {
      const outcomes = new Map<string, Outcome>();
      const random = seededRandom(seed);
      const partition = `rate-${rate}`;
      proxy.choose = () => ({ kind: 'none' });
      const faulty = await Promise.all([1, 2].map(() => opened()));
      proxy.seen.length = 0;
      proxy.counts.clear();
      proxy.choose = seededFaults({ seed, rate });

      let next = 0;
      const write = async (writer: number): Promise<void> => {
        const logs = logsOf(faulty[writer % faulty.length]!);
        while (next < rounds) {
          const name = `${(next += 1)}`;
          const id = `log-${Math.floor(random() * 12)}`;
          try {
            const stored = await logs.get(partition, id);
            const entries = [...(stored?.document.entries ?? []), name];
            const put = logs.put(partition, { id, entries }, stored?.etag ?? 'absent');
            outcomes.set(name, 'unknown');
            outcomes.set(name, (await put).ok ? 'saved' : 'conflict');
          } catch (error) {
            if (!(error instanceof StoreError)) throw error;
            // a read that failed wrote nothing either
            outcomes.set(name, outcomes.has(name) ? error.code : 'unavailable');
          }
        }
      };
      await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
      proxy.choose = () => ({ kind: 'none' });
      await proxy.settle();
      await Promise.all(faulty.map((store) => store.close()));

      const calm = await openCosmosStore(account);
      const written = (await logsOf(calm).list(partition)).documents.flatMap(
        ({ document }) => document.entries,
      );
      await calm.close();
      const times = new Map<string, number>();
      for (const name of written) times.set(name, (times.get(name) ?? 0) + 1);

      const counts = { saved: 0, conflict: 0, unavailable: 0, unknown: 0, 'unknown, and written': 0 };
      for (const [name, outcome] of outcomes) {
        const found = times.get(name) ?? 0;
        counts[outcome] += 1;
        if (outcome === 'unknown') {
          assert.isAtMost(found, 1, `${name} is unknown`);
          counts['unknown, and written'] += found;
        } else {
          assert.equal(found, outcome === 'saved' ? 1 : 0, `${name} is ${outcome} (seed ${seed})`);
        }
      }
      assert.equal(outcomes.size, rounds);
      assert.isAbove(counts.saved, 0);
      console.log(
        `      seed ${seed}, ${rounds} writes, ${proxy.seen.length} requests\n`,
        `     ${JSON.stringify(counts)}\n`,
        `     ${JSON.stringify(Object.fromEntries([...proxy.counts].sort(([a], [b]) => (a < b ? -1 : 1))))}`,
      );
    });
  }
});
