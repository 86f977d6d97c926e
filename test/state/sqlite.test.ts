import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assert } from 'chai';
import { clientId } from '../../src/domain/ids.ts';
import { StoreError } from '../../src/state/documents.ts';
import { createSqliteStore } from '../../src/state/sqlite/create-sqlite-store.ts';
import { DataFolderError } from '../../src/state/sqlite/data-folder-error.ts';
import { assertDurable, openDatabase } from '../../src/state/sqlite/open-database.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import type { ChannelUserDocument, SessionDocument, Store } from '../../src/state/store.ts';
import { describeDocuments } from './documents.contract.ts';

const user = (id: string, joinedAt = '2026-11-22T18:00:00.000Z'): ChannelUserDocument => ({
  id,
  client: clientId('c'),
  joinedAt,
});
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => assert.fail('it should have failed'),
    (error: unknown) => error,
  );

describeDocuments('SQLite', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'alliance-'));
  let store = await openSqliteStore({ directory });
  return {
    store,
    async reopen() {
      await store.close();
      store = await openSqliteStore({ directory });
      return store;
    },
    async dispose() {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
});

describe('the SQLite store', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'alliance-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const withDatabase = async (
    work: (database: DatabaseSync, store: Store) => Promise<void>,
  ): Promise<void> => {
    const database = openDatabase(directory);
    const store = createSqliteStore(database);
    try {
      await work(database, store);
    } finally {
      await store.close();
    }
  };

  describe('durability', () => {
    it('waits for the disk at every commit', async () => {
      await withDatabase(async (database) => {
        assert.equal(database.prepare('PRAGMA journal_mode').get()?.['journal_mode'], 'wal');
        assert.equal(database.prepare('PRAGMA synchronous').get()?.['synchronous'], 2);
      });
    });

    it('is refused where a commit would not wait', async () => {
      const memory = new DatabaseSync(':memory:');
      assert.throws(() => assertDurable(memory), DataFolderError);
      memory.close();
      await withDatabase(async (database) => {
        assertDurable(database);
        database.exec('PRAGMA synchronous = NORMAL');
        assert.throws(() => assertDurable(database), DataFolderError);
      });
    });

    it('has committed what it says is written, and shows nothing before', async () => {
      await withDatabase(async (_, store) => {
        const beside = new DatabaseSync(join(directory, 'alliance.db'), { readOnly: true });
        const count = beside.prepare('SELECT count(*) AS n FROM documents');
        const put = store.channelUsers.put('u', user('u'), 'absent');
        assert.isUndefined(await store.channelUsers.get('u', 'u'));
        assert.equal(count.get()?.['n'], 0);
        await put;
        assert.equal(count.get()?.['n'], 1);
        beside.close();
      });
    });

    it('commits the writes of one moment together', async () => {
      const walBytes = (): number => statSync(join(directory, 'alliance.db-wal')).size;
      await withDatabase(async (_, store) => {
        const before = walBytes();
        await store.channelUsers.put('first', user('first'), 'absent');
        const one = walBytes() - before;
        await Promise.all(
          Array.from({ length: 20 }, (_unused, n) => store.channelUsers.put('u', user(`u${n}`), 'absent')),
        );
        assert.isBelow(walBytes() - before - one, 4 * one);
      });
    });

    it('lets no write wait for ever for others to join it', async () => {
      await withDatabase(async (_, store) => {
        const others: Promise<unknown>[] = [];
        const waited = store.channelUsers.put('u', user('first'), 'absent').then(() => others.length);
        for (let turn = 0; turn < 40; turn += 1) {
          others.push(store.channelUsers.put('u', user(`u${turn}`), 'absent'));
          await new Promise((resolve) => setImmediate(resolve));
        }
        assert.isBelow(await waited, 10);
        await Promise.all(others);
      });
    });

    it('saves what was asked for before it was closed, and nothing after', async () => {
      const store = await openSqliteStore({ directory });
      const put = store.channelUsers.put('u', user('u'), 'absent');
      await store.close();
      assert.isTrue((await put).ok);
      const refused = await failure(store.channelUsers.put('u', user('v'), 'absent'));
      assert.instanceOf(refused, StoreError);
      assert.propertyVal(refused, 'code', 'unavailable');
      assert.propertyVal(await failure(store.channelUsers.get('u', 'u')), 'code', 'unavailable');
      await store.close();

      const again = await openSqliteStore({ directory });
      assert.isDefined(await again.channelUsers.get('u', 'u'));
      await again.close();
    });

    it('leaves one whole file behind when it closes', async () => {
      const store = await openSqliteStore({ directory });
      await store.channelUsers.put('u', user('u'), 'absent');
      await store.close();
      assert.isUndefined(statSync(join(directory, 'alliance.db-wal'), { throwIfNoEntry: false }));
    });
  });

  it('deletes what has expired for longer than anybody may ask about it, and nothing else', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'expired-'));
    const open = (now: string) => openSqliteStore({ directory, now: () => now });
    const session = (id: string, expiresAt: string): SessionDocument => ({
      id,
      kind: 'therapist',
      subject: 'ana',
      createdAt: '2026-11-01T00:00:00.000Z',
      expiresAt,
    });
    const first = await open('2026-11-01T00:00:00.000Z');
    await first.sessions.put('old', session('old', '2026-11-02T00:00:00.000Z'), 'absent');
    await first.sessions.put('new', session('new', '2026-11-09T00:00:00.000Z'), 'absent');
    await first.channelUsers.put('u', user('u'), 'absent');
    await first.close();
    const soon = await open('2026-11-02T23:00:00.000Z');
    assert.isDefined(await soon.sessions.get('old', 'old'), 'may still be told that it expired');
    await soon.close();
    const later = await open('2026-11-03T00:00:00.001Z');
    assert.isUndefined(await later.sessions.get('old', 'old'));
    assert.isDefined(await later.sessions.get('new', 'new'));
    assert.isDefined(await later.channelUsers.get('u', 'u'));
    await later.close();
    rmSync(directory, { recursive: true });
  });

  describe('a full disk', () => {
    const pages = (database: DatabaseSync): number =>
      Number(database.prepare('PRAGMA page_count').get()?.['page_count']);

    it('refuses a write, keeps what it has, and goes on when there is room again', async () => {
      await withDatabase(async (database, store) => {
        await store.channelUsers.put('u', user('kept'), 'absent');
        database.exec(`PRAGMA max_page_count = ${pages(database)}`);
        const large = store.channelUsers.put('u', user('large', 'x'.repeat(100_000)), 'absent');
        const small = store.channelUsers.put('u', user('small'), 'absent');
        for (const refused of [await failure(large), await failure(small)]) {
          assert.instanceOf(refused, StoreError);
          assert.propertyVal(refused, 'code', 'unavailable');
        }
        assert.isDefined(await store.channelUsers.get('u', 'kept'));
        assert.isUndefined(await store.channelUsers.get('u', 'small'));

        database.exec(`PRAGMA max_page_count = ${pages(database) + 1000}`);
        assert.isTrue((await store.channelUsers.put('u', user('large', 'x'.repeat(100_000)), 'absent')).ok);
        assert.isTrue((await store.channelUsers.put('u', user('small'), 'absent')).ok);
      });
    });
  });

  it('says that it does not know when a commit itself fails, and goes on', async () => {
    await withDatabase(async (database, store) => {
      database.exec(`
        CREATE TABLE parent (id TEXT PRIMARY KEY);
        CREATE TABLE child (parent TEXT REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER spoil AFTER INSERT ON documents BEGIN INSERT INTO child VALUES ('nobody'); END`);
      const refused = await failure(store.channelUsers.put('u', user('u'), 'absent'));
      assert.instanceOf(refused, StoreError);
      assert.propertyVal(refused, 'code', 'unknown');
      database.exec('DROP TRIGGER spoil');
      assert.isTrue((await store.channelUsers.put('u', user('u'), 'absent')).ok);
    });
  });

  it('refuses a write while somebody else holds the database, and goes on after', async () => {
    await withDatabase(async (database, store) => {
      database.exec('PRAGMA busy_timeout = 0');
      const beside = new DatabaseSync(join(directory, 'alliance.db'));
      beside.exec('BEGIN IMMEDIATE');
      assert.propertyVal(
        await failure(store.channelUsers.put('u', user('u'), 'absent')),
        'code',
        'unavailable',
      );
      beside.exec('ROLLBACK');
      beside.close();
      assert.isTrue((await store.channelUsers.put('u', user('u'), 'absent')).ok);
    });
  });

  describe('the data folder', () => {
    it('is created for its owner alone', async () => {
      const deep = join(directory, 'not', 'yet');
      const store = await openSqliteStore({ directory: deep });
      assert.equal(statSync(deep).mode & 0o777, 0o700);
      assert.equal(statSync(join(deep, 'alliance.db')).mode & 0o777, 0o600);
      await store.close();
    });

    it('serves one process at a time', async () => {
      const store = await openSqliteStore({ directory });
      const script = `
        import { openSqliteStore } from ${JSON.stringify(import.meta.resolve('../../src/state/sqlite/open-sqlite-store.ts'))};
        await openSqliteStore({ directory: process.argv[1] }).then(
          async (store) => { await store.close(); console.log('opened'); },
          (error) => console.log(error.code));`;
      const other = (): string =>
        spawnSync(process.execPath, ['--input-type=module', '-e', script, directory], {
          encoding: 'utf8',
        }).stdout.trim();
      assert.equal(other(), 'in-use');
      assert.isTrue((await store.channelUsers.put('u', user('u'), 'absent')).ok);
      await store.close();
      assert.equal(other(), 'opened');
    });

    it('is let go when opening fails', async () => {
      const database = openDatabase(directory);
      database.exec('PRAGMA user_version = 99');
      database.close();
      const refused = await failure(openSqliteStore({ directory }));
      assert.instanceOf(refused, DataFolderError);
      assert.propertyVal(refused, 'code', 'too-new');
      assert.match(String(refused), /99/);

      const repaired = new DatabaseSync(join(directory, 'alliance.db'));
      repaired.exec('PRAGMA user_version = 1');
      repaired.close();
      await (await openSqliteStore({ directory })).close();
    });

    it('is refused with a reason when it cannot be read', async () => {
      const refused = await failure(openSqliteStore({ directory: '/dev/null/folder' }));
      assert.instanceOf(refused, DataFolderError);
      assert.propertyVal(refused, 'code', 'unreadable');
    });
  });
});
