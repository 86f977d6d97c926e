import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from 'chai';
import { readConfig, type Config } from '../src/config.ts';
import { openStore } from '../src/open-store.ts';
import { readAuditKey } from '../src/read-audit-key.ts';
import { SetUpError } from '../src/set-up-error.ts';
import { readOrMakeKey } from '../src/state/read-or-make-key.ts';
import { startFaultProxy } from './helpers/fault-proxy.ts';
import { openTestAccount, startCosmosServer, type TestAccount } from './state/cosmos/test-account.ts';

const key = Buffer.from('any key').toString('base64');

describe('opening the store', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'open-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const configOf = (env: Record<string, string> = {}): Config => {
    const read = readConfig({
      DATA_DIR: directory,
      ...(env['COSMOS_ENDPOINT'] && { AUDIT_KEY: Buffer.alloc(32, 1).toString('base64') }),
      ...env,
    });
    if (!read.ok) throw new Error(read.faults.join());
    return read.config;
  };
  const faultsOf = async (work: Promise<unknown>): Promise<readonly string[]> => {
    const error = await work.then(
      () => assert.fail('it should have failed'),
      (error: unknown) => error,
    );
    assert.instanceOf(error, SetUpError);
    return error.faults;
  };

  it('says by the name of the setting that another process has the data folder', async () => {
    const store = await openStore(configOf());
    const [fault] = await faultsOf(openStore(configOf()));
    assert.match(fault!, /^DATA_DIR: another process is using/);
    await store.close();
  });

  describe('in Cosmos DB', () => {
    it('names the command that makes what is missing', async () => {
      const server = await startCosmosServer();
      const config = configOf({ COSMOS_ENDPOINT: server.endpoint, COSMOS_KEY: key });
      assert.match((await faultsOf(openStore(config)))[0]!, /^COSMOS_DATABASE: .*npm run store -- setup$/);
      await server.close();
    });

    describe('behind a proxy', () => {
      let account: TestAccount;
      before(async () => {
        account = await openTestAccount('local');
      });
      after(() => account.dispose());

      it('says that the key is refused', async () => {
        const proxy = await startFaultProxy(account.endpoint);
        proxy.choose = () => ({ kind: 'answered', status: 401 });
        const config = configOf({
          COSMOS_ENDPOINT: proxy.endpoint,
          COSMOS_KEY: key,
          COSMOS_DATABASE: account.database,
        });
        assert.match((await faultsOf(openStore(config)))[0]!, /^COSMOS_KEY: Cosmos DB refused/);
        await proxy.close();
      });

      it('decides by the clock it is given what has expired', async () => {
        const config = configOf({
          COSMOS_ENDPOINT: account.endpoint,
          COSMOS_KEY: key,
          COSMOS_DATABASE: account.database,
        });
        let now = '2026-01-01T00:00:00.000Z';
        const store = await openStore(config, { now: () => now });
        const session = { id: 's', kind: 'webchat', subject: 'x', createdAt: now, expiresAt: now } as const;
        await store.sessions.put('s', session, 'absent');
        assert.isDefined(await store.sessions.get('s', 's'));
        now = '2026-01-03T00:00:00.000Z';
        assert.isUndefined(await store.sessions.get('s', 's'));
        await store.close();
      });
    });
  });

  describe('the keys of the installation', () => {
    it('are the same for all who ask at the same moment', async () => {
      const keys = await Promise.all(Array.from({ length: 8 }, () => readOrMakeKey(directory, 'some')));
      for (const made of keys) assert.deepEqual(made, keys[0]);
      assert.deepEqual(await readOrMakeKey(directory, 'some'), keys[0]);
    });

    it('seal the audit trail with the setting, or with one that is made once', async () => {
      const given = new Uint8Array(32).fill(9);
      assert.deepEqual(
        await readAuditKey(configOf({ AUDIT_KEY: Buffer.from(given).toString('base64') })),
        given,
      );
      const made = await readAuditKey(configOf());
      assert.lengthOf(made, 32);
      assert.deepEqual(await readAuditKey(configOf()), made);
    });

    it('are not replaced when the one of the audit trail is damaged', async () => {
      await writeFile(join(directory, 'audit.key'), 'half of it');
      assert.match((await faultsOf(readAuditKey(configOf())))[0]!, /audit\.key is damaged/);
    });
  });
});
