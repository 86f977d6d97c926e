import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from 'chai';
import { openCosmosHoldings } from '../../../src/state/cosmos/open-cosmos-holdings.ts';
import { copyHoldings, type CopyOptions } from '../../../src/state/moving/copy-holdings.ts';
import type { Holdings } from '../../../src/state/moving/holdings.ts';
import { moveKey, settleMove } from '../../../src/state/moving/move-in-progress.ts';
import { movedCollections } from '../../../src/state/moving/moved-collections.ts';
import { openSqliteHoldings } from '../../../src/state/sqlite/open-sqlite-holdings.ts';
import { openTestAccount } from '../cosmos/test-account.ts';
import { everything, fill } from './fill.ts';

const now = '2026-11-22T12:00:00.000Z';
const each = 13;

const homes = {
  async sqlite() {
    const directory = mkdtempSync(join(tmpdir(), 'move-'));
    const home = await openSqliteHoldings({ directory });
    return { home, dispose: async () => (await home.close(), rmSync(directory, { recursive: true })) };
  },
  async cosmos() {
    const account = await openTestAccount('configured');
    const home = await openCosmosHoldings(account);
    return { home, dispose: async () => (await home.close(), await account.dispose()) };
  },
} as const;

describe('copying a home', function () {
  this.timeout(60_000);
  for (const [source, target] of [
    ['sqlite', 'cosmos'],
    ['cosmos', 'sqlite'],
    ['sqlite', 'sqlite'],
  ] as const) {
    describe(`from ${source} to ${target}`, () => {
      let from: Holdings;
      let to: Holdings;
      const disposals: (() => Promise<unknown>)[] = [];
      beforeEach(async () => {
        const [a, b] = [await homes[source](), await homes[target]()];
        [from, to] = [a.home, b.home];
        disposals.push(a.dispose, b.dispose);
        await fill(from, each);
      });
      afterEach(async () => {
        for (const dispose of disposals.splice(0)) await dispose();
      });

      const run = (options: Partial<CopyOptions> = {}) =>
        copyHoldings({ from, to }, { now, settled: true, progress: () => undefined, ...options });
      const done = async (options: Partial<CopyOptions> = {}) => {
        const copied = await run(options);
        if (copied.kind !== 'done') assert.fail(copied.kind);
        return copied;
      };
      const assertSame = async () => {
        await settleMove(to.documents('clinic'));
        for (const collection of movedCollections) {
          assert.deepEqual(await everything(to, collection), await everything(from, collection), collection);
        }
      };
      const replace = async (home: Holdings, text: string) => {
        const [key] = (await everything(home, 'alerts')).keys();
        const [partition, id] = JSON.parse(key!) as [string, string];
        const { document, etag } = (await home.documents('alerts').get(partition, id))!;
        await home.documents('alerts').put(partition, Object.assign(document, { text }), etag);
      };

      it('brings every document of every collection, but no session', async () => {
        const copied = await done();
        assert.include(copied, { written: each * movedCollections.length, passedOver: 0, removed: 0 });
        for (const { count } of copied.digests.values()) assert.equal(count, each);
        await assertSame();
        assert.equal((await everything(to, 'sessions')).size, 0);
      });

      it('leaves behind what has expired for good', async () => {
        const old = { id: 'old', expiresAt: '2026-10-01T00:00:00.000Z' };
        const late = { id: 'late', expiresAt: '2026-11-20T00:00:00.000Z' };
        for (const invite of [old, late]) await from.documents('invites').put(invite.id, invite, 'absent');
        await done();
        const ids = [...(await everything(to, 'invites')).values()].map(({ id }) => id);
        assert.include(ids, 'late');
        assert.notInclude(ids, 'old');
      });

      it('goes on after an interruption, and passes over what is there', async () => {
        let steps = 0;
        await run({
          progress() {
            steps += 1;
            if (steps === 7) throw new Error('interrupted');
          },
        }).catch(() => undefined);
        assert.isFalse(await settleMove(to.documents('clinic')));
        const copied = await done();
        assert.isAbove(copied.passedOver, 0);
        assert.equal(copied.passedOver + copied.written, each * movedCollections.length);
        await assertSame();
      });

      it('brings a copy up to date with its source, as long as nobody used it', async () => {
        await done();
        await replace(from, 'changed');
        const [gone] = (await everything(from, 'channelUsers')).keys();
        const [partition, id] = JSON.parse(gone!) as [string, string];
        const { etag } = (await from.documents('channelUsers').get(partition, id))!;
        await from.documents('channelUsers').remove(partition, id, etag);
        assert.include(await done(), { written: 1, removed: 1 });
        await assertSame();
      });

      it('writes over nothing that is not its own', async () => {
        await to.documents('clients').put('somebody', { id: 'somebody' }, 'absent');
        assert.deepEqual(await run(), { kind: 'target-in-use' });
        assert.deepEqual([...(await everything(to, 'clients')).values()], [{ id: 'somebody' }]);
        assert.equal((await everything(to, 'clinic')).size, 0);
      });

      it('writes over nothing once a program has started on the copy', async () => {
        await done();
        assert.isTrue(await settleMove(to.documents('clinic')));
        assert.deepEqual(await run(), { kind: 'target-in-use' });
      });

      /** The same home, which somebody writes to before the alerts are read for the nth time. */
      const writtenTo = (home: Holdings, nth: number): Holdings => {
        let readings = 0;
        return {
          ...home,
          async scan(collection, after) {
            if (collection === 'alerts' && after === undefined && (readings += 1) === nth) {
              await replace(home, 'changed');
            }
            return home.scan(collection, after);
          },
        };
      };

      it('notices that somebody writes to the source meanwhile', async () => {
        from = writtenTo(from, 2);
        const copied = await run({ finish: () => assert.fail('it is not finished') });
        assert.deepEqual(copied, { kind: 'different', collections: ['alerts'] });
        assert.isFalse(await settleMove(to.documents('clinic')));
      });

      it('notices that somebody writes to the target meanwhile', async () => {
        // the first time is to see that it is empty
        to = writtenTo(to, 2);
        assert.deepEqual(await run(), { kind: 'different', collections: ['alerts'] });
      });

      it('lets nobody start on it before the last thing is done', async () => {
        await run({ finish: () => Promise.reject(new Error('no')) }).catch(() => undefined);
        const { endedAt } = (await to.documents('clinic').get(moveKey, moveKey))!.document as {
          endedAt?: string;
        };
        assert.isUndefined(endedAt);
      });
    });
  }
});
