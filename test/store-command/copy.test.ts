import { randomInt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from 'chai';
import { readConfig } from '../../src/config.ts';
import { openStore } from '../../src/open-store.ts';
import { SetUpError } from '../../src/set-up-error.ts';
import { openCosmosHoldings } from '../../src/state/cosmos/open-cosmos-holdings.ts';
import type { Holdings } from '../../src/state/moving/holdings.ts';
import { holdsAnything, moveKey } from '../../src/state/moving/move-in-progress.ts';
import { movedCollections } from '../../src/state/moving/moved-collections.ts';
import { openSqliteHoldings } from '../../src/state/sqlite/open-sqlite-holdings.ts';
import { startFaultProxy, type FaultProxy } from '../helpers/fault-proxy.ts';
import { openTestAccount, startCosmosServer, type TestAccount } from '../state/cosmos/test-account.ts';
import { everything, fill } from '../state/moving/fill.ts';
import { runStore, startStore } from './run-store.ts';

const auditKey = Buffer.alloc(32, 5);
const key = Buffer.from('any key').toString('base64');

describe('npm run store', function () {
  this.timeout(60_000);

  it('says how it is used', async () => {
    const help = await runStore(['--help']);
    assert.equal(help.code, 0);
    assert.match(help.out, /copy --from/);
  });

  it('refuses what it does not understand', async () => {
    const wrong = [
      [],
      ['move'],
      ['backup'],
      ['backup', 'a', 'b'],
      ['backup', 'a', '--replace'],
      ['copy', '--from', 'cosmos', '--to', 'cosmos'],
      ['copy', '--from', 'sqlite:./data', '--to', 'sqlite:data'],
      ['copy', '--from', './data', '--to', 'cosmos'],
      ['setup', '--throughput', '1500'],
    ];
    const ran = await Promise.all(wrong.map((args) => runStore(args)));
    for (const [at, { code, fault }] of ran.entries()) {
      assert.equal(code, 2, wrong[at]!.join(' '));
      assert.match(fault, /npm run store -- COMMAND/);
    }
  });

  it('sets up a database, once, which then opens', async () => {
    const server = await startCosmosServer();
    const env = {
      COSMOS_ENDPOINT: server.endpoint,
      COSMOS_KEY: key,
      COSMOS_DATABASE: 'other',
      AUDIT_KEY: auditKey.toString('base64'),
    };
    const first = await runStore(['setup', '--serverless'], env);
    assert.equal(first.code, 0, first.fault);
    assert.match(first.out, /"other" has new containers: .*clients/);
    assert.match((await runStore(['setup'], env)).out, /all its containers already/);
    const read = readConfig(env);
    assert.isTrue(read.ok);
    if (read.ok) await (await openStore(read.config)).close();
    await server.close();
  });

  it('sets up nothing where it is refused, or there is nothing to set up', async () => {
    assert.include(await runStore(['setup'], { DATA_DIR: tmpdir() }), { code: 1 });
    const server = await startCosmosServer();
    const proxy = await startFaultProxy(server.endpoint);
    proxy.choose = ({ method }) =>
      method === 'POST' ? { kind: 'answered', status: 403, substatus: 5300 } : { kind: 'none' };
    const { code, fault } = await runStore(['setup'], {
      COSMOS_ENDPOINT: proxy.endpoint,
      COSMOS_KEY: key,
      AUDIT_KEY: auditKey.toString('base64'),
    });
    assert.equal(code, 1);
    assert.match(fault, /COSMOS_KEY: Cosmos DB refused/);
    await proxy.close();
    await server.close();
  });

  describe('copy', () => {
    let directory: string;
    let account: TestAccount;
    let proxy: FaultProxy;
    let env: Record<string, string>;
    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'copy-'));
      account = await openTestAccount('local');
      proxy = await startFaultProxy(account.endpoint);
      env = {
        COSMOS_ENDPOINT: proxy.endpoint,
        COSMOS_KEY: key,
        COSMOS_DATABASE: account.database,
        AUDIT_KEY: auditKey.toString('base64'),
      };
    });
    afterEach(async () => {
      await proxy.close();
      await account.dispose();
      await rm(directory, { recursive: true });
    });

    const configOf = (given: Record<string, string>) => {
      const read = readConfig(given);
      if (!read.ok) throw new Error(read.faults.join());
      return read.config;
    };

    for (const [from, to] of [
      ['sqlite', 'cosmos'],
      ['cosmos', 'sqlite'],
    ] as const) {
      it(`from ${from} to ${to} goes on after it was killed`, async () => {
        const open = {
          sqlite: () => openSqliteHoldings({ directory }),
          cosmos: () => openCosmosHoldings(account),
        };
        const source: Holdings = await open[from]();
        await fill(source, 25);
        await source.close();
        const args = [
          'copy',
          '--from',
          from === 'sqlite' ? `sqlite:${directory}` : 'cosmos',
          '--to',
          to === 'sqlite' ? `sqlite:${directory}` : 'cosmos',
        ];

        // within the reading of the containers, the copying or the verifying
        const kill = from === 'sqlite' ? randomInt(15, 300) : randomInt(15, 45);
        const { child, ran } = startStore(args, env);
        let requests = 0;
        proxy.choose = () => {
          if ((requests += 1) === kill) child.kill('SIGKILL');
          return { kind: 'none' };
        };
        assert.equal((await ran).code, null, `killed at request ${kill}`);

        const target = configOf(to === 'cosmos' ? env : { DATA_DIR: directory });
        const half = await open[to]();
        const begun = await half.documents('clinic').get(moveKey, moveKey);
        if (!begun) assert.isFalse(await holdsAnything(half));
        await half.close();
        if (begun) {
          const faults = await openStore(target).then(
            () => assert.fail('it is not all there'),
            (error: unknown) => (error instanceof SetUpError ? error.faults.join() : ''),
          );
          assert.match(faults, /has not ended/);
        }

        const again = await runStore(args, env);
        assert.equal(again.code, 0, again.fault);
        assert.match(again.out, /Both sides hold the same/);
        assert.include(again.out, `${movedCollections.length * 25} documents verified`);
        await (await openStore(target)).close();
        const [one, other] = [await open.sqlite(), await open.cosmos()];
        for (const collection of movedCollections) {
          assert.deepEqual(
            await everything(one, collection),
            await everything(other, collection),
            collection,
          );
        }
        await one.close();
        await other.close();
      });
    }

    it('shows progress and counts, and nothing of what is copied', async () => {
      const source = await openSqliteHoldings({ directory });
      await fill(source, 3);
      await source.close();
      const { out, fault } = await runStore(['copy', '--from', `sqlite:${directory}`, '--to', 'cosmos'], env);
      assert.match(out, /clients: 3 copied/);
      assert.match(out, /clients +3 +[0-9a-f]{16}/);
      assert.notMatch(out + fault, /plain|text/);
    });

    it('does not run beside a server', async () => {
      const store = await openStore(configOf({ DATA_DIR: directory }));
      const ran = await runStore(['copy', '--from', `sqlite:${directory}`, '--to', 'cosmos'], env);
      await store.close();
      assert.equal(ran.code, 1);
      assert.match(ran.fault, /another process is using/);
    });

    it('goes on with the key that sealed the audit trail, and no other', async () => {
      await (await openSqliteHoldings({ directory })).close();
      await writeFile(join(directory, 'audit.key'), Buffer.alloc(32, 6));
      const args = ['copy', '--from', `sqlite:${directory}`, '--to', 'cosmos'];
      const other = await runStore(args, env);
      assert.equal(other.code, 1);
      assert.match(other.fault, /AUDIT_KEY: is not the key/);
      await writeFile(join(directory, 'audit.key'), auditKey);
      assert.equal((await runStore(args, env)).code, 0);
    });

    it('makes no store where there is none', async () => {
      const nothing = join(directory, 'nothing');
      const ran = await runStore(['copy', '--from', `sqlite:${nothing}`, '--to', 'cosmos'], env);
      assert.equal(ran.code, 1);
      assert.match(ran.fault, /there is no store in/);
    });
  });
});
