import { assert } from 'chai';
import type { Fault } from '../../helpers/fault-proxy.ts';
import { failure, lostAnswers, nameOf, none, refusals, useFaultyStore, user } from './use-faulty-store.ts';

describe('a fault after which a write to Cosmos DB may have been executed', () => {
  const faulty = useFaultyStore();

  const somebodyElse = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      const found = await faulty.other.channelUsers.get('p', 'a');
      const next = user('a', `${found?.document.joinedAt ?? ''}+`);
      assert.isTrue((await faulty.other.channelUsers.put('p', next, found?.etag ?? 'absent')).ok);
    }
  };
  /** The first request meets the fault; before the second, somebody else writes. */
  const writeBetween = (fault: Fault, times: number): void => {
    let requests = 0;
    faulty.proxy.choose = async () => {
      requests += 1;
      if (requests === 1) return fault;
      if (requests === 2) await somebodyElse(times);
      return none;
    };
  };

  for (const fault of lostAnswers) {
    it(`is known to have been written when others wrote over it since (${nameOf(fault)})`, async () => {
      const first = await faulty.create();
      writeBetween(fault, 3);
      const put = await faulty.store.channelUsers.put('p', user('a', 'mine'), first);
      assert(put.ok);
      assert.equal(await faulty.joinedAt(), 'mine+++');
      assert.deepEqual(await faulty.store.channelUsers.put('p', user('a'), put.etag), {
        ok: false,
        reason: 'conflict',
      });
    });

    it(`is known to have been created when others wrote over it since (${nameOf(fault)})`, async () => {
      writeBetween(fault, 3);
      assert.isTrue((await faulty.store.channelUsers.put('p', user('a', 'mine'), 'absent')).ok);
      assert.equal(await faulty.joinedAt(), 'mine+++');
    });
  }

  for (const fault of [{ kind: 'reset' }, { kind: 'answered', status: 503 }] satisfies Fault[]) {
    it(`is a conflict when others were first (${nameOf(fault)})`, async () => {
      const first = await faulty.create();
      writeBetween(fault, 3);
      assert.isFalse((await faulty.store.channelUsers.put('p', user('a', 'mine'), first)).ok);
      assert.equal(await faulty.joinedAt(), 'once+++');
    });

    it(`is a conflict when others created it first (${nameOf(fault)})`, async () => {
      writeBetween(fault, 3);
      assert.isFalse((await faulty.store.channelUsers.put('p', user('a', 'mine'), 'absent')).ok);
      assert.equal(await faulty.joinedAt(), '+++');
    });
  }

  it('is a conflict when others were first, in a document that was written often before', async () => {
    let latest = await faulty.create();
    for (let n = 0; n < 10; n += 1) {
      const put = await faulty.other.channelUsers.put('p', user('a'), latest);
      assert(put.ok);
      latest = put.etag;
    }
    writeBetween({ kind: 'reset' }, 7);
    assert.isFalse((await faulty.store.channelUsers.put('p', user('a', 'mine'), latest)).ok);
    assert.equal(await faulty.joinedAt(), 'once+++++++');
  });

  it('is a conflict when the document was removed since', async () => {
    const first = await faulty.create();
    let requests = 0;
    faulty.proxy.choose = async () => {
      requests += 1;
      if (requests === 1) return { kind: 'reset' };
      if (requests === 2) await faulty.other.channelUsers.remove('p', 'a', first);
      return none;
    };
    assert.isFalse((await faulty.store.channelUsers.put('p', user('a', 'mine'), first)).ok);
    assert.isUndefined(await faulty.joinedAt());
  });

  it('is unknown when too many others wrote since', async () => {
    const first = await faulty.create();
    writeBetween({ kind: 'reset' }, 9);
    const error = await failure(faulty.store.channelUsers.put('p', user('a', 'mine'), first));
    assert.equal(error.code, 'unknown');
  });

  it('is unknown when no answer comes before the deadline, whether it was written or not', async () => {
    await faulty.hurry();
    const faults: readonly Fault[] = [{ kind: 'reset' }, { kind: 'lost' }, { kind: 'answered', status: 503 }];
    const documents = await Promise.all(
      ['r', 'l', 'u'].map(async (id) => ({ id, first: await faulty.create(id) })),
    );
    faulty.proxy.choose = ({ path }) => faults[documents.findIndex(({ id }) => path.endsWith(`/${id}`))]!;
    const errors = await Promise.all(
      documents.map(({ id, first }) => failure(faulty.store.channelUsers.put('p', user(id, 'mine'), first))),
    );
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['unknown', 'unknown', 'unknown'],
    );
    assert.deepEqual(await Promise.all(documents.map(({ id }) => faulty.joinedAt(id))), [
      'once',
      'mine',
      'once',
    ]);
  });

  it('is looked for again when what is read lags behind', async () => {
    const first = await faulty.create();
    await faulty.store.channelUsers.get('p', 'a');
    const { path, headers } = faulty.proxy.seen.at(-1)!;
    const before = await (
      await fetch(new URL(path, faulty.account.endpoint), {
        headers: {
          authorization: String(headers.authorization),
          'x-ms-date': String(headers['x-ms-date']),
          'x-ms-version': String(headers['x-ms-version']),
          'x-ms-documentdb-partitionkey': String(headers['x-ms-documentdb-partitionkey']),
        },
      })
    ).text();
    const requests = [{ kind: 'lost' }, none, { kind: 'answered', status: 200, body: before }] as const;
    faulty.meet([...requests, none, { kind: 'answered', status: 200, body: before }]);
    assert.isTrue((await faulty.store.channelUsers.put('p', user('a', 'mine'), first)).ok);
    assert.equal(await faulty.joinedAt(), 'mine');
    assert.deepEqual(
      faulty.proxy.seen.map(({ method }) => method),
      ['PUT', 'PUT', 'GET', 'PUT', 'GET', 'PUT', 'GET'],
    );
  });

  it('is unknown when looking back is refused', async () => {
    faulty.meet([{ kind: 'lost' }, none, { kind: 'answered', status: 403 }]);
    const error = await failure(faulty.store.channelUsers.put('p', user('a', 'mine'), 'absent'));
    assert.equal(error.code, 'unknown');
    assert.equal(await faulty.joinedAt(), 'mine');
  });

  describe('met by a removal', () => {
    it('is got over as long as the service had not seen it', async () => {
      for (const fault of refusals) {
        const first = await faulty.create();
        faulty.meet([fault, fault]);
        assert.isTrue(await faulty.store.channelUsers.remove('p', 'a', first), nameOf(fault));
        assert.isUndefined(await faulty.joinedAt());
      }
    });

    it('leaves it unknown whose removal it was', async () => {
      for (const fault of lostAnswers) {
        const first = await faulty.create();
        faulty.meet([fault]);
        const error = await failure(faulty.store.channelUsers.remove('p', 'a', first));
        assert.equal(error.code, 'unknown', nameOf(fault));
        assert.isUndefined(await faulty.joinedAt());
      }
    });

    it('says that the document had changed', async () => {
      const first = await faulty.create();
      let requests = 0;
      faulty.proxy.choose = async () => {
        requests += 1;
        if (requests === 1) return { kind: 'reset' };
        if (requests === 2) await faulty.other.channelUsers.put('p', user('a', 'theirs'), first);
        return none;
      };
      assert.isFalse(await faulty.store.channelUsers.remove('p', 'a', first));
      assert.equal(await faulty.joinedAt(), 'theirs');
    });
  });
});
