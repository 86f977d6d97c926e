import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { assert } from 'chai';
import type { CosmosClient, Database } from '@azure/cosmos';
import type { TokenCredential } from '../../../src/state/cosmos/create-client.ts';
import { CosmosSetupError } from '../../../src/state/cosmos/cosmos-setup-error.ts';
import { openCosmosStore, type CosmosStoreOptions } from '../../../src/state/cosmos/open-cosmos-store.ts';
import { setUpCosmos } from '../../../src/state/cosmos/set-up-cosmos.ts';
import { startFaultProxy } from '../../helpers/fault-proxy.ts';
import { anyKey, plainClient, startCosmosServer } from './test-account.ts';

const names = [
  'alertLines',
  'alertNotices',
  'alerts',
  'anchors',
  'audit',
  'caseload',
  'channelUsers',
  'checkIns',
  'clients',
  'clinic',
  'deadLetters',
  'deliveries',
  'dueReminders',
  'invites',
  'reminders',
  'sessions',
  'suggestions',
  'therapists',
];
const patience = { deadlineMs: 700 };
const credential = { kind: 'key', key: anyKey } as const;

describe('a Cosmos DB database for the store', () => {
  let server: Awaited<ReturnType<typeof startCosmosServer>>;
  let client: CosmosClient;
  let account: CosmosStoreOptions;
  let database: Database;
  beforeEach(async () => {
    server = await startCosmosServer();
    account = { endpoint: server.endpoint, database: 'alliance', credential, patience };
    client = plainClient({ endpoint: server.endpoint, credential });
    database = client.database('alliance');
  });
  afterEach(async () => {
    client.dispose();
    await server.close();
  });

  const setUp = () => setUpCosmos({ ...account, throughput: 'serverless' });
  const faultOf = async (work: Promise<unknown>): Promise<CosmosSetupError> => {
    const error = await work.then(
      () => assert.fail('it should have failed'),
      (error: unknown) => error,
    );
    assert.instanceOf(error, CosmosSetupError);
    return error;
  };
  const replace = async (id: string, definition: object): Promise<void> => {
    await database.container(id).delete();
    await database.containers.create({ id, ...definition });
  };

  describe('is set up', () => {
    it('with a container for each collection, which then opens', async () => {
      assert.sameMembers([...(await setUp())], names);
      const store = await openCosmosStore(account);
      assert.sameMembers(
        Object.keys(store).filter((name) => name !== 'close' && name !== 'shared'),
        names,
      );
      await store.close();
    });

    it('once: what is there stays as it is', async () => {
      await setUp();
      await database.container('alerts').items.create({ id: 'a', pk: 'p' });
      await database.container('clinic').delete();
      assert.deepEqual(await setUp(), ['clinic']);
      assert.deepEqual(await setUp(), []);
      assert.equal((await database.container('alerts').item('a', 'p').read()).statusCode, 200);
    });

    it('by two at once', async () => {
      const made = await Promise.all([setUp(), setUp(), setUp()]);
      assert.sameMembers(made.flat(), names);
    });

    it('with an index of the partition alone, and with expiry only for what may expire', async () => {
      await setUp();
      for (const name of names) {
        const { resource } = await database.container(name).read();
        assert.deepEqual(resource?.partitionKey?.paths, ['/pk'], name);
        assert.equal(resource?.partitionKey?.version, 2, name);
        assert.deepEqual(resource?.indexingPolicy?.includedPaths, [{ path: '/pk/?' }], name);
        assert.deepEqual(resource?.indexingPolicy?.excludedPaths, [{ path: '/*' }], name);
        assert.equal(
          resource?.defaultTtl,
          ['invites', 'sessions', 'deliveries', 'deadLetters'].includes(name) ? -1 : undefined,
          name,
        );
      }
    });

    it('with the throughput that was asked for, shared by the containers', async () => {
      const proxy = await startFaultProxy(server.endpoint);
      await setUpCosmos({ ...account, endpoint: proxy.endpoint, throughput: { shared: 1000 } });
      const made = proxy.seen.filter(({ method }) => method === 'POST');
      assert.deepEqual(
        made.map(({ headers }) => headers['x-ms-cosmos-offer-autopilot-settings']),
        ['{"maxThroughput":1000}', ...names.map(() => undefined)],
      );
      await proxy.close();
    });

    it('by nobody who may not', async () => {
      const proxy = await startFaultProxy(server.endpoint);
      proxy.choose = ({ method }) =>
        method === 'POST' ? { kind: 'answered', status: 403, substatus: 5300 } : { kind: 'none' };
      const error = await faultOf(
        setUpCosmos({ ...account, endpoint: proxy.endpoint, throughput: 'serverless' }),
      );
      assert.equal(error.code, 'refused');
      await proxy.close();
    });
  });

  describe('does not open', () => {
    it('when it is not there', async () => {
      const error = await faultOf(openCosmosStore(account));
      assert.equal(error.code, 'missing');
      assert.include(error.message, '"alliance"');
      const proxy = await startFaultProxy(server.endpoint);
      proxy.choose = () => ({ kind: 'answered', status: 404, substatus: 1003 });
      assert.equal(
        (await faultOf(openCosmosStore({ ...account, endpoint: proxy.endpoint }))).code,
        'missing',
      );
      await proxy.close();
    });

    it('without each of its containers, and says which are missing', async () => {
      await setUp();
      await database.container('sessions').delete();
      assert.match((await faultOf(openCosmosStore(account))).message, /no container named sessions$/);
      await database.container('alerts').delete();
      const error = await faultOf(openCosmosStore(account));
      assert.equal(error.code, 'missing');
      assert.match(error.message, /no container named alerts, sessions$/);
    });

    it('when a container is partitioned in another way', async () => {
      await setUp();
      await replace('alerts', { partitionKey: { paths: ['/id'] } });
      const error = await faultOf(openCosmosStore(account));
      assert.equal(error.code, 'unsuitable');
      assert.match(error.message, /alerts \(its partition key has to be \/pk\)/);
    });

    it('when a container would delete records', async () => {
      await setUp();
      await replace('checkIns', { partitionKey: { paths: ['/pk'] }, defaultTtl: 3600 });
      await replace('invites', { partitionKey: { paths: ['/pk'] }, defaultTtl: 3600 });
      const error = await faultOf(openCosmosStore(account));
      assert.equal(error.code, 'unsuitable');
      assert.match(error.message, /checkIns \(it deletes.*invites \(it deletes/);
    });

    it('when a container would keep what has expired', async () => {
      await setUp();
      await replace('sessions', { partitionKey: { paths: ['/pk'] } });
      const error = await faultOf(openCosmosStore(account));
      assert.equal(error.code, 'unsuitable');
      assert.match(error.message, /sessions \(its DefaultTimeToLive has to be -1/);
    });

    it('to a key that is refused', async () => {
      const proxy = await startFaultProxy(server.endpoint);
      for (const status of [401, 403]) {
        proxy.choose = () => ({ kind: 'answered', status });
        const error = await faultOf(openCosmosStore({ ...account, endpoint: proxy.endpoint }));
        assert.equal(error.code, 'refused');
        assert.match(error.message, new RegExp(`HTTP_${status}`));
      }
      await proxy.close();
    });

    it('where nobody answers', async () => {
      await server.close();
      const error = await faultOf(openCosmosStore(account));
      assert.equal(error.code, 'unreachable');
      assert.match(error.message, /SOCKET_ECONNREFUSED/);
      server = await startCosmosServer();
    });

    describe('with an identity', () => {
      const openWith = (getToken: TokenCredential['getToken']): Promise<CosmosSetupError> =>
        faultOf(
          openCosmosStore({
            ...account,
            endpoint: 'https://127.0.0.1:9',
            credential: { kind: 'identity', credential: { getToken } },
          }),
        );

      it('that gets no token', async () => {
        let asked: unknown;
        const error = await openWith(async (scopes) => {
          asked = scopes;
          throw new Error('a secret of the identity');
        });
        assert.equal(error.code, 'unreachable');
        assert.match(error.message, /NO_TOKEN/);
        assert.notInclude(inspect(error, { depth: 20, showHidden: true }), 'a secret of the identity');
        assert.deepEqual(asked, ['https://127.0.0.1:9/.default']);
      });

      it('that waits for its token for ever', async () => {
        assert.match((await openWith(() => new Promise(() => undefined))).message, /NO_ANSWER/);
      });
    });
  });

  it('opens after a start with faults', async () => {
    await setUp();
    const proxy = await startFaultProxy(server.endpoint);
    let requests = 0;
    proxy.choose = () => ((requests += 1) % 2 === 1 ? { kind: 'answered', status: 503 } : { kind: 'none' });
    const store = await openCosmosStore({
      ...account,
      endpoint: proxy.endpoint,
      patience: { deadlineMs: 15_000, pauseMs: 5 },
    });
    await store.close();
    await proxy.close();
  });

  it('is used with an identity over TLS, by its token', async function () {
    this.timeout(60_000);
    // a process of its own, because trusting the server's old certificate is a setting of the process
    const child = spawn(
      process.execPath,
      ['--no-warnings', new URL('identity-over-tls.ts', import.meta.url).pathname],
      { env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    assert.deepEqual(JSON.parse(said), {
      read: 'once',
      authorization: ['type=aad&ver=1.0&sig=the-token'],
    });
  });
});
