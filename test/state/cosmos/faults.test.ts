import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { assert } from 'chai';
import { clientId } from '../../../src/domain/ids.ts';
import { openCosmosStore } from '../../../src/state/cosmos/open-cosmos-store.ts';
import { StoreError, type ETag } from '../../../src/state/documents.ts';
import type { ChannelUserDocument, Store } from '../../../src/state/store.ts';
import { startFaultProxy, type Fault, type FaultProxy } from '../../helpers/fault-proxy.ts';
import { openTestAccount, type TestAccount } from './test-account.ts';

const user = (id: string, joinedAt = 'once'): ChannelUserDocument => ({
  id,
  client: clientId('c'),
  joinedAt,
});
const none: Fault = { kind: 'none' };
/** As long as the test may take. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await wait(2);
};
const failure = async (work: Promise<unknown>): Promise<StoreError> => {
  const error = await work.then(
    () => assert.fail('it should have failed'),
    (error: unknown) => error,
  );
  assert.instanceOf(error, StoreError);
  return error;
};

describe('a fault on the way to Cosmos DB', () => {
  let account: TestAccount;
  let proxy: FaultProxy;
  /** Goes through the proxy. */
  let store: Store;
  /** Does not. */
  let other: Store;
  before(async () => {
    account = await openTestAccount('local');
    proxy = await startFaultProxy(account.endpoint);
    other = await openCosmosStore(account);
  });
  after(async () => {
    await other.close();
    await proxy.close();
    await account.dispose();
  });
  beforeEach(async () => {
    proxy.choose = () => none;
    store = await open();
  });
  afterEach(async () => {
    proxy.choose = () => none;
    await store.close();
    await proxy.settle();
    await account.empty(['channelUsers']);
  });

  const open = (patience = {}): Promise<Store> =>
    openCosmosStore({
      ...account,
      endpoint: proxy.endpoint,
      patience: { deadlineMs: 15_000, attemptMs: 5000, pauseMs: 5, ...patience },
    });
  /** These faults, one a request, and then none; or the last of them for ever. */
  const meet = (faults: readonly Fault[], then: 'none' | 'on and on' = 'none'): void => {
    const left = [...faults];
    proxy.seen.length = 0;
    proxy.choose = () => (then === 'on and on' && left.length === 1 ? left[0]! : (left.shift() ?? none));
  };
  const hurry = async (): Promise<void> => {
    await store.close();
    store = await open({ deadlineMs: 700 });
  };
  const create = async (id = 'a'): Promise<ETag> => {
    const put = await other.channelUsers.put('p', user(id), 'absent');
    assert(put.ok);
    return put.etag;
  };
  const joinedAt = async (id = 'a'): Promise<string | undefined> =>
    (await other.channelUsers.get('p', id))?.document.joinedAt;

  const refusals: readonly Fault[] = [
    { kind: 'answered', status: 429 },
    { kind: 'answered', status: 449 },
    { kind: 'answered', status: 429, retryAfterMs: Number.NaN },
    { kind: 'answered', status: 408 },
    { kind: 'answered', status: 410 },
    { kind: 'answered', status: 500 },
    { kind: 'answered', status: 503 },
    { kind: 'answered', status: 503, body: '' },
    { kind: 'answered', status: 502, body: '<html>no</html>' },
    { kind: 'answered', status: 404, substatus: 1002 },
    { kind: 'answered', status: 403, substatus: 3 },
    { kind: 'reset' },
  ];
  const lostAnswers: readonly Fault[] = [
    { kind: 'executed', status: 408 },
    { kind: 'executed', status: 500 },
    { kind: 'executed', status: 503 },
    { kind: 'lost' },
    { kind: 'cut' },
  ];
  const name = (fault: Fault): string =>
    [fault.kind, 'status' in fault ? fault.status : '', 'substatus' in fault ? fault.substatus : '']
      .filter((part) => part !== '')
      .join(' ');

  for (const fault of [...refusals, ...lostAnswers, { kind: 'late', ms: 30 }] satisfies Fault[]) {
    describe(`(${name(fault)}, twice)`, () => {
      it('is not noticed by who creates a document, which is there once', async () => {
        meet([fault, fault]);
        const put = await store.channelUsers.put('p', user('a'), 'absent');
        assert(put.ok);
        await proxy.settle();
        assert.deepEqual(await other.channelUsers.get('p', 'a'), { document: user('a'), etag: put.etag });
      });

      it('is not noticed by who writes a new version', async () => {
        const first = await create();
        meet([fault, fault]);
        const put = await store.channelUsers.put('p', user('a', 'twice'), first);
        assert(put.ok);
        await proxy.settle();
        assert.deepEqual(await other.channelUsers.get('p', 'a'), {
          document: user('a', 'twice'),
          etag: put.etag,
        });
      });

      it('is not noticed by who reads, and each request was sent once', async () => {
        const etag = await create();
        meet([fault, fault]);
        assert.deepEqual(await store.channelUsers.get('p', 'a'), { document: user('a'), etag });
        assert.lengthOf(proxy.seen, 3);
        meet([fault, fault]);
        assert.lengthOf((await store.channelUsers.list('p')).documents, 1);
        assert.lengthOf(proxy.seen, 3);
      });
    });
  }

  describe('that a write may have survived', () => {
    const somebodyElse = async (times: number): Promise<void> => {
      for (let n = 0; n < times; n += 1) {
        const found = await other.channelUsers.get('p', 'a');
        const next = user('a', `${found?.document.joinedAt ?? ''}+`);
        assert.isTrue((await other.channelUsers.put('p', next, found?.etag ?? 'absent')).ok);
      }
    };
    /** The first request meets the fault; before the second, somebody else writes. */
    const writeBetween = (fault: Fault, times: number): void => {
      let requests = 0;
      proxy.choose = async () => {
        requests += 1;
        if (requests === 1) return fault;
        if (requests === 2) await somebodyElse(times);
        return none;
      };
    };

    for (const fault of lostAnswers) {
      it(`is known to have been written when others wrote over it since (${name(fault)})`, async () => {
        const first = await create();
        writeBetween(fault, 3);
        const put = await store.channelUsers.put('p', user('a', 'mine'), first);
        assert(put.ok);
        assert.equal(await joinedAt(), 'mine+++');
        assert.deepEqual(await store.channelUsers.put('p', user('a'), put.etag), {
          ok: false,
          reason: 'conflict',
        });
      });

      it(`is known to have been created when others wrote over it since (${name(fault)})`, async () => {
        writeBetween(fault, 3);
        assert.isTrue((await store.channelUsers.put('p', user('a', 'mine'), 'absent')).ok);
        assert.equal(await joinedAt(), 'mine+++');
      });
    }

    for (const fault of [{ kind: 'reset' }, { kind: 'answered', status: 503 }] satisfies Fault[]) {
      it(`is a conflict when others were first (${name(fault)})`, async () => {
        const first = await create();
        writeBetween(fault, 3);
        assert.isFalse((await store.channelUsers.put('p', user('a', 'mine'), first)).ok);
        assert.equal(await joinedAt(), 'once+++');
      });

      it(`is a conflict when others created it first (${name(fault)})`, async () => {
        writeBetween(fault, 3);
        assert.isFalse((await store.channelUsers.put('p', user('a', 'mine'), 'absent')).ok);
        assert.equal(await joinedAt(), '+++');
      });
    }

    it('is a conflict when others were first, in a document that was written often before', async () => {
      let latest = await create();
      for (let n = 0; n < 10; n += 1) {
        const put = await other.channelUsers.put('p', user('a'), latest);
        assert(put.ok);
        latest = put.etag;
      }
      writeBetween({ kind: 'reset' }, 7);
      assert.isFalse((await store.channelUsers.put('p', user('a', 'mine'), latest)).ok);
      assert.equal(await joinedAt(), 'once+++++++');
    });

    it('is a conflict when the document was removed since', async () => {
      const first = await create();
      let requests = 0;
      proxy.choose = async () => {
        requests += 1;
        if (requests === 1) return { kind: 'reset' };
        if (requests === 2) await other.channelUsers.remove('p', 'a', first);
        return none;
      };
      assert.isFalse((await store.channelUsers.put('p', user('a', 'mine'), first)).ok);
      assert.isUndefined(await joinedAt());
    });

    it('is unknown when too many others wrote since', async () => {
      const first = await create();
      writeBetween({ kind: 'reset' }, 9);
      const error = await failure(store.channelUsers.put('p', user('a', 'mine'), first));
      assert.equal(error.code, 'unknown');
    });

    it('is unknown when no answer comes before the deadline, whether it was written or not', async () => {
      await hurry();
      const faults: readonly Fault[] = [
        { kind: 'reset' },
        { kind: 'lost' },
        { kind: 'answered', status: 503 },
      ];
      const documents = await Promise.all(
        ['r', 'l', 'u'].map(async (id) => ({ id, first: await create(id) })),
      );
      proxy.choose = ({ path }) => faults[documents.findIndex(({ id }) => path.endsWith(`/${id}`))]!;
      const errors = await Promise.all(
        documents.map(({ id, first }) => failure(store.channelUsers.put('p', user(id, 'mine'), first))),
      );
      assert.deepEqual(
        errors.map(({ code }) => code),
        ['unknown', 'unknown', 'unknown'],
      );
      assert.deepEqual(await Promise.all(documents.map(({ id }) => joinedAt(id))), ['once', 'mine', 'once']);
    });

    it('is looked for again when what is read lags behind', async () => {
      const first = await create();
      await store.channelUsers.get('p', 'a');
      const { path, headers } = proxy.seen.at(-1)!;
      const before = await (
        await fetch(new URL(path, account.endpoint), {
          headers: {
            authorization: String(headers.authorization),
            'x-ms-date': String(headers['x-ms-date']),
            'x-ms-version': String(headers['x-ms-version']),
            'x-ms-documentdb-partitionkey': String(headers['x-ms-documentdb-partitionkey']),
          },
        })
      ).text();
      const requests = [{ kind: 'lost' }, none, { kind: 'answered', status: 200, body: before }] as const;
      meet([...requests, none, { kind: 'answered', status: 200, body: before }]);
      assert.isTrue((await store.channelUsers.put('p', user('a', 'mine'), first)).ok);
      assert.equal(await joinedAt(), 'mine');
      assert.deepEqual(
        proxy.seen.map(({ method }) => method),
        ['PUT', 'PUT', 'GET', 'PUT', 'GET', 'PUT', 'GET'],
      );
    });

    it('is unknown when looking back is refused', async () => {
      meet([{ kind: 'lost' }, none, { kind: 'answered', status: 403 }]);
      const error = await failure(store.channelUsers.put('p', user('a', 'mine'), 'absent'));
      assert.equal(error.code, 'unknown');
      assert.equal(await joinedAt(), 'mine');
    });
  });

  describe('met by a removal', () => {
    it('is got over as long as the service had not seen it', async () => {
      for (const fault of refusals) {
        const first = await create();
        meet([fault, fault]);
        assert.isTrue(await store.channelUsers.remove('p', 'a', first), name(fault));
        assert.isUndefined(await joinedAt());
      }
    });

    it('leaves it unknown whose removal it was', async () => {
      for (const fault of lostAnswers) {
        const first = await create();
        meet([fault]);
        const error = await failure(store.channelUsers.remove('p', 'a', first));
        assert.equal(error.code, 'unknown', name(fault));
        assert.isUndefined(await joinedAt());
      }
    });

    it('says that the document had changed', async () => {
      const first = await create();
      let requests = 0;
      proxy.choose = async () => {
        requests += 1;
        if (requests === 1) return { kind: 'reset' };
        if (requests === 2) await other.channelUsers.put('p', user('a', 'theirs'), first);
        return none;
      };
      assert.isFalse(await store.channelUsers.remove('p', 'a', first));
      assert.equal(await joinedAt(), 'theirs');
    });
  });

  describe('that lasts', () => {
    it('leaves nothing written, and says so', async () => {
      await hurry();
      const first = await create();
      let requests = 0;
      const busy: readonly Fault[] = [
        { kind: 'answered', status: 429 },
        { kind: 'answered', status: 449, body: '' },
        { kind: 'answered', status: 429, body: '<html>' },
        { kind: 'answered', status: 429, retryAfterMs: Number.NaN },
      ];
      proxy.choose = () => busy[(requests += 1) % busy.length]!;
      const refused = [
        store.channelUsers.put('p', user('b'), 'absent'),
        store.channelUsers.put('p', user('a', 'twice'), first),
        store.channelUsers.remove('p', 'a', first),
        store.channelUsers.get('p', 'a'),
        store.channelUsers.list('p'),
      ];
      for (const error of await Promise.all(refused.map(failure))) assert.equal(error.code, 'unavailable');
      assert.isUndefined(await joinedAt('b'));
      assert.equal(await joinedAt('a'), 'once');
    });

    it('ends at the deadline when nothing answers at all', async () => {
      await hurry();
      meet([{ kind: 'silence' }], 'on and on');
      const refused = [
        failure(store.channelUsers.get('p', 'a')),
        failure(store.channelUsers.list('p')),
        failure(store.channelUsers.put('p', user('a'), 'absent')),
      ];
      assert.deepEqual(
        (await Promise.all(refused)).map(({ code }) => code),
        ['unavailable', 'unavailable', 'unknown'],
      );
      await until(() => proxy.hanging() === 0);
    });

    it('is not waited out when the service asks for longer than there is', async () => {
      meet([{ kind: 'answered', status: 429, retryAfterMs: 60_000 }], 'on and on');
      const error = await failure(store.channelUsers.put('p', user('a'), 'absent'));
      assert.equal(error.code, 'unavailable');
      assert.lengthOf(proxy.seen, 1);
    });

    it('is unavailable when there is nobody at the address', async () => {
      const gone = await startFaultProxy(account.endpoint);
      const lonely = await openCosmosStore({
        ...account,
        endpoint: gone.endpoint,
        patience: { deadlineMs: 700 },
      });
      await gone.close();
      // what is left of the old connections; whether a write over such a one arrived, nobody could tell
      assert.equal((await failure(lonely.channelUsers.list('p'))).code, 'unavailable');
      const put = await failure(lonely.channelUsers.put('p', user('a'), 'absent'));
      assert.equal(put.code, 'unavailable');
      assert.equal((await failure(lonely.channelUsers.get('p', 'a'))).code, 'unavailable');
      await lonely.close();
    });
  });

  it('is waited out as long as the service asks', async () => {
    meet([{ kind: 'answered', status: 429, retryAfterMs: 150 }]);
    const began = performance.now();
    assert.isTrue((await store.channelUsers.put('p', user('a'), 'absent')).ok);
    assert.isAtLeast(performance.now() - began, 149);
    assert.lengthOf(proxy.seen, 2);
  });

  it('may be silence: an attempt does not wait for ever, and is made again', async () => {
    const impatient = await open({ attemptMs: 100 });
    meet([{ kind: 'delay', ms: 600 }]);
    assert.isTrue((await impatient.channelUsers.put('p', user('a'), 'absent')).ok);
    meet([{ kind: 'delay', ms: 600 }]);
    assert.isDefined(await impatient.channelUsers.get('p', 'a'));
    assert.isAtLeast(proxy.seen.length, 2);
    await impatient.close();
  });

  it('is not tried again when it would be the same again', async () => {
    const first = await create();
    for (const [status, substatus] of [[400], [401], [403], [404, 1003], [413]] as const) {
      const fault: Fault = { kind: 'answered', status, ...(substatus && { substatus }) };
      for (const operation of [
        () => store.channelUsers.get('p', 'a'),
        () => store.channelUsers.list('p'),
        () => store.channelUsers.put('p', user('a', 'twice'), first),
        () => store.channelUsers.remove('p', 'a', first),
      ]) {
        meet([fault], 'on and on');
        assert.equal((await failure(operation())).code, 'unavailable');
        assert.lengthOf(proxy.seen, 1);
      }
    }
  });

  it('is told without a word of what was written, and without the key', async () => {
    await hurry();
    const faults: Fault[] = [{ kind: 'answered', status: 429 }, { kind: 'lost' }, { kind: 'cut' }];
    for (const lasting of [[{ kind: 'answered', status: 400 }], faults] satisfies Fault[][]) {
      let requests = 0;
      proxy.choose = () => lasting[(requests += 1) % lasting.length]!;
      const error = await failure(store.channelUsers.put('p', user('who-wrote', 'what they said'), 'absent'));
      const told = inspect(error, { depth: 20, showHidden: true });
      for (const secret of ['who-wrote', 'what they said', account.credential.key, 'type=master']) {
        assert.notInclude(told, secret);
      }
      assert.match(told, /HTTP_4\d\d|SOCKET_[A-Z]+/);
      assert.sameMembers(Object.keys(error.cause as object), ['name', 'kind', 'code', 'retryAfterMs']);
    }
  });

  describe('of closing', () => {
    it('is none for what is under way', async () => {
      meet([{ kind: 'delay', ms: 50 }]);
      const put = store.channelUsers.put('p', user('a'), 'absent');
      await until(() => proxy.seen.length === 1);
      await store.close();
      assert.isTrue((await put).ok);
      assert.isDefined(await joinedAt());
      assert.lengthOf(proxy.seen, 1);
    });

    it('refuses everything after', async () => {
      await store.close();
      proxy.seen.length = 0;
      const error = await failure(store.channelUsers.put('p', user('a'), 'absent'));
      assert.equal(error.code, 'unavailable');
      assert.equal((await failure(store.channelUsers.get('p', 'a'))).code, 'unavailable');
      assert.isEmpty(proxy.seen);
      await store.close();
    });
  });
});
