import { inspect } from 'node:util';
import { assert } from 'chai';
import { openCosmosStore } from '../../../src/state/cosmos/open-cosmos-store.ts';
import { startFaultProxy, type Fault } from '../../helpers/fault-proxy.ts';
import { failure, lostAnswers, nameOf, refusals, until, useFaultyStore, user } from './use-faulty-store.ts';

describe('a fault on the way to Cosmos DB', () => {
  const faulty = useFaultyStore();

  for (const fault of [...refusals, ...lostAnswers, { kind: 'late', ms: 30 }] satisfies Fault[]) {
    describe(`(${nameOf(fault)}, twice)`, () => {
      it('is not noticed by who creates a document, which is there once', async () => {
        faulty.meet([fault, fault]);
        const put = await faulty.store.channelUsers.put('p', user('a'), 'absent');
        assert(put.ok);
        await faulty.proxy.settle();
        assert.deepEqual(await faulty.other.channelUsers.get('p', 'a'), {
          document: user('a'),
          etag: put.etag,
        });
      });

      it('is not noticed by who writes a new version', async () => {
        const first = await faulty.create();
        faulty.meet([fault, fault]);
        const put = await faulty.store.channelUsers.put('p', user('a', 'twice'), first);
        assert(put.ok);
        await faulty.proxy.settle();
        assert.deepEqual(await faulty.other.channelUsers.get('p', 'a'), {
          document: user('a', 'twice'),
          etag: put.etag,
        });
      });

      it('is not noticed by who reads, and each request was sent once', async () => {
        const etag = await faulty.create();
        faulty.meet([fault, fault]);
        assert.deepEqual(await faulty.store.channelUsers.get('p', 'a'), { document: user('a'), etag });
        assert.lengthOf(faulty.proxy.seen, 3);
        faulty.meet([fault, fault]);
        assert.lengthOf((await faulty.store.channelUsers.list('p')).documents, 1);
        assert.lengthOf(faulty.proxy.seen, 3);
      });
    });
  }

  describe('that lasts', () => {
    it('leaves nothing written, and says so', async () => {
      await faulty.hurry();
      const first = await faulty.create();
      let requests = 0;
      const busy: readonly Fault[] = [
        { kind: 'answered', status: 429 },
        { kind: 'answered', status: 449, body: '' },
        { kind: 'answered', status: 429, body: '<html>' },
        { kind: 'answered', status: 429, retryAfterMs: Number.NaN },
      ];
      faulty.proxy.choose = () => busy[(requests += 1) % busy.length]!;
      const refused = [
        faulty.store.channelUsers.put('p', user('b'), 'absent'),
        faulty.store.channelUsers.put('p', user('a', 'twice'), first),
        faulty.store.channelUsers.remove('p', 'a', first),
        faulty.store.channelUsers.get('p', 'a'),
        faulty.store.channelUsers.list('p'),
      ];
      for (const error of await Promise.all(refused.map(failure))) assert.equal(error.code, 'unavailable');
      assert.isUndefined(await faulty.joinedAt('b'));
      assert.equal(await faulty.joinedAt('a'), 'once');
    });

    it('ends at the deadline when nothing answers at all', async () => {
      await faulty.hurry();
      faulty.meet([{ kind: 'silence' }], 'on and on');
      const refused = [
        failure(faulty.store.channelUsers.get('p', 'a')),
        failure(faulty.store.channelUsers.list('p')),
        failure(faulty.store.channelUsers.put('p', user('a'), 'absent')),
      ];
      assert.deepEqual(
        (await Promise.all(refused)).map(({ code }) => code),
        ['unavailable', 'unavailable', 'unknown'],
      );
      await until(() => faulty.proxy.hanging() === 0);
    });

    it('is not waited out when the service asks for longer than there is', async () => {
      faulty.meet([{ kind: 'answered', status: 429, retryAfterMs: 60_000 }], 'on and on');
      const error = await failure(faulty.store.channelUsers.put('p', user('a'), 'absent'));
      assert.equal(error.code, 'unavailable');
      assert.lengthOf(faulty.proxy.seen, 1);
    });

    it('is unavailable when there is nobody at the address', async () => {
      const gone = await startFaultProxy(faulty.account.endpoint);
      const lonely = await openCosmosStore({
        ...faulty.account,
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
    faulty.meet([{ kind: 'answered', status: 429, retryAfterMs: 150 }]);
    const began = performance.now();
    assert.isTrue((await faulty.store.channelUsers.put('p', user('a'), 'absent')).ok);
    assert.isAtLeast(performance.now() - began, 149);
    assert.lengthOf(faulty.proxy.seen, 2);
  });

  it('may be silence: an attempt does not wait for ever, and is made again', async () => {
    const impatient = await faulty.open({ attemptMs: 100 });
    // of its own, since it may be written once more when the next test has begun
    faulty.meet([{ kind: 'delay', ms: 600 }]);
    assert.isTrue((await impatient.channelUsers.put('p', user('late'), 'absent')).ok);
    faulty.meet([{ kind: 'delay', ms: 600 }]);
    assert.isDefined(await impatient.channelUsers.get('p', 'late'));
    assert.isAtLeast(faulty.proxy.seen.length, 2);
    await impatient.close();
  });

  it('is not tried again when it would be the same again', async () => {
    const first = await faulty.create();
    for (const [status, substatus] of [[400], [401], [403], [404, 1003], [413]] as const) {
      const fault: Fault = { kind: 'answered', status, ...(substatus && { substatus }) };
      for (const operation of [
        () => faulty.store.channelUsers.get('p', 'a'),
        () => faulty.store.channelUsers.list('p'),
        () => faulty.store.channelUsers.put('p', user('a', 'twice'), first),
        () => faulty.store.channelUsers.remove('p', 'a', first),
      ]) {
        faulty.meet([fault], 'on and on');
        assert.equal((await failure(operation())).code, 'unavailable');
        assert.lengthOf(faulty.proxy.seen, 1);
      }
    }
  });

  it('is told without a word of what was written, and without the key', async () => {
    await faulty.hurry();
    const faults: Fault[] = [{ kind: 'answered', status: 429 }, { kind: 'lost' }, { kind: 'cut' }];
    for (const lasting of [[{ kind: 'answered', status: 400 }], faults] satisfies Fault[][]) {
      let requests = 0;
      faulty.proxy.choose = () => lasting[(requests += 1) % lasting.length]!;
      const error = await failure(
        faulty.store.channelUsers.put('p', user('who-wrote', 'what they said'), 'absent'),
      );
      const told = inspect(error, { depth: 20, showHidden: true });
      for (const secret of ['who-wrote', 'what they said', faulty.account.credential.key, 'type=master']) {
        assert.notInclude(told, secret);
      }
      assert.match(told, /HTTP_4\d\d|SOCKET_[A-Z]+/);
      assert.sameMembers(Object.keys(error.cause as object), ['name', 'kind', 'code', 'retryAfterMs']);
    }
  });

  describe('of closing', () => {
    it('is none for what is under way', async () => {
      faulty.meet([{ kind: 'delay', ms: 50 }]);
      const put = faulty.store.channelUsers.put('p', user('a'), 'absent');
      await until(() => faulty.proxy.seen.length === 1);
      await faulty.store.close();
      assert.isTrue((await put).ok);
      assert.isDefined(await faulty.joinedAt());
      assert.lengthOf(faulty.proxy.seen, 1);
    });

    it('refuses everything after', async () => {
      await faulty.store.close();
      faulty.proxy.seen.length = 0;
      const error = await failure(faulty.store.channelUsers.put('p', user('a'), 'absent'));
      assert.equal(error.code, 'unavailable');
      assert.equal((await failure(faulty.store.channelUsers.get('p', 'a'))).code, 'unavailable');
      assert.isEmpty(faulty.proxy.seen);
      await faulty.store.close();
    });
  });
});
