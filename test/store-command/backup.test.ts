import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { copyFile, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { assert } from 'chai';
import { createApp, type App } from '../../src/app.ts';
import { SetUpError } from '../../src/set-up-error.ts';
import { readConfig } from '../../src/config.ts';
import { clientId } from '../../src/domain/ids.ts';
import { createLog } from '../../src/log.ts';
import { openCosmosHoldings } from '../../src/state/cosmos/open-cosmos-holdings.ts';
import { movedCollections } from '../../src/state/moving/moved-collections.ts';
import { createSession, readSession } from '../../src/state/sign-in.ts';
import { openDatabaseFile } from '../../src/state/sqlite/open-database.ts';
import { openSqliteHoldings } from '../../src/state/sqlite/open-sqlite-holdings.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { readSqliteStore } from '../../src/state/sqlite/read-sqlite-store.ts';
import { writeBackup } from '../../src/state/sqlite/write-backup.ts';
import { StoreError } from '../../src/state/documents.ts';
import { openTestAccount } from '../state/cosmos/test-account.ts';
import { everything, fill } from '../state/moving/fill.ts';
import { runStore, startStore } from './run-store.ts';

describe('npm run store', function () {
  this.timeout(60_000);
  let folder: string;
  let here: string;
  let there: string;
  let file: string;
  const apps: App[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backup-'));
    [here, there, file] = [join(folder, 'here'), join(folder, 'there'), join(folder, 'clinic.backup')];
  });
  let cleanUp = (): void => undefined;
  afterEach(async () => {
    cleanUp();
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await rm(folder, { recursive: true });
  });

  const start = async (directory: string): Promise<App> => {
    const read = readConfig({ PORT: '0', DATA_DIR: directory });
    if (!read.ok) throw new Error(read.faults.join());
    const app = await createApp(read.config, 'demo', { log: createLog({ level: 'silent' }) });
    apps.push(app);
    return app;
  };
  const backUp = async (directory = here) => {
    const ran = await runStore(['backup', file], { DATA_DIR: directory });
    assert.equal(ran.code, 0, ran.fault);
    return ran;
  };
  const restore = (args: readonly string[] = []) => runStore(['restore', file, ...args], { DATA_DIR: there });
  /** A store of opaque documents, closed again. */
  const fillFolder = async (directory: string, each: number) => {
    const home = await openSqliteHoldings({ directory });
    await fill(home, each);
    await home.close();
  };
  const contents = async (directory: string) => {
    const home = await openSqliteHoldings({ directory });
    const found = [];
    for (const collection of movedCollections) found.push(await everything(home, collection));
    await home.close();
    return found;
  };

  describe('backup', () => {
    it('is of one moment, while a server writes', async () => {
      const store = await openSqliteStore({ directory: here });
      await Promise.all(
        Array.from({ length: 400 }, (_, at) =>
          store.channelUsers.put(
            `u${at}`,
            { id: `u${at}`, client: clientId('c'.repeat(20_000)), joinedAt: '' },
            'absent',
          ),
        ),
      );
      // two documents that follow each other, always
      const client = clientId('c');
      const etags = { a: 'absent' as const, b: 'absent' as const } as Record<'a' | 'b', never>;
      const ended = new AbortController();
      let count = 0;
      const writer = (async () => {
        for (; !ended.signal.aborted; await turn()) {
          count += 1;
          for (const id of ['a', 'b'] as const) {
            const put = await store.channelUsers.put(id, { id, client, joinedAt: String(count) }, etags[id]);
            assert.isTrue(put.ok);
            if (put.ok) etags[id] = put.etag as never;
          }
        }
      })();
      const before = count;
      const { ran } = startStore(['backup', file], { DATA_DIR: here });
      const { code, fault } = await ran.finally(() => ended.abort());
      const written = count - before;
      await writer;
      await store.close();
      assert.equal(code, 0, fault);
      assert.isAbove(written, 10);

      assert.equal((await restore()).code, 0);
      const restored = await openSqliteStore({ directory: there });
      const [a, b] = await Promise.all(
        ['a', 'b'].map(async (id) =>
          Number((await restored.channelUsers.get(id, id))?.document.joinedAt ?? 0),
        ),
      );
      assert.include([0, 1], a! - b!);
      assert.isDefined(await restored.channelUsers.get('u399', 'u399'));
      await restored.close();
    });

    it('is for its owner alone, without sessions, and in one file', async () => {
      await fillFolder(here, 5);
      await backUp();
      assert.equal((await stat(file)).mode & 0o777, 0o600);
      assert.deepEqual((await readdir(folder)).sort(), ['clinic.backup', 'here']);
      assert.notInclude((await readFile(file)).toString('latin1'), 'sessions-');
    });

    it('writes over no file', async () => {
      await fillFolder(here, 1);
      await writeFile(file, 'something else');
      const ran = await runStore(['backup', file], { DATA_DIR: here });
      assert.equal(ran.code, 1);
      assert.equal(await readFile(file, 'utf8'), 'something else');
      await rm(file);
      await writeFile(`${file}.partial`, 'of another');
      assert.match((await runStore(['backup', file], { DATA_DIR: here })).fault, /remove it/);
      assert.equal(await readFile(`${file}.partial`, 'utf8'), 'of another');
    });

    it('leaves nothing behind when it cannot be made', async () => {
      const ran = await runStore(['backup', file], { DATA_DIR: here });
      assert.equal(ran.code, 1);
      assert.deepEqual(await readdir(folder), []);
      assert.match(
        (await runStore(['backup', join(folder, 'no', 'f')], { DATA_DIR: here })).fault,
        /is not there/,
      );
    });
  });

  describe('restore', () => {
    it('brings a clinic back that sends nothing, knows no session and goes on', async () => {
      let requests = 0;
      const connector = createServer((request, response) => {
        requests += 1;
        request.resume().on('end', () => {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end('{"id":"r"}');
        });
      });
      await new Promise<void>((resolve) => connector.listen(0, '127.0.0.1', resolve));
      cleanUp = () => {
        connector.closeAllConnections();
        connector.close();
      };
      const serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}`;
      let sent = 0;
      const say = async (app: App, text: string) => {
        const answer = await fetch(new URL('/api/messages', app.url), {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            type: 'message',
            id: `m${(sent += 1)}`,
            channelId: 'emulator',
            text,
            serviceUrl,
            from: { id: 'phone' },
            recipient: { id: 'bot' },
            conversation: { id: 'phone' },
          }),
        });
        assert.equal(answer.status, 200);
        await answer.arrayBuffer();
      };
      const workspace = (app: App, secret: string) =>
        fetch(new URL('/workspace', app.url), {
          headers: { cookie: `workspace=${secret}` },
          redirect: 'manual',
        });

      const before = await start(here);
      const client = before.clinic.demoClient!;
      const now = new Date().toISOString();
      const session = {
        kind: 'therapist',
        subject: before.clinic.therapist,
        now,
        lifetimeMs: 3_600_000,
      } as const;
      const secret = await createSession(before.store, session);
      const link = await createSession(before.store, { ...session, kind: 'sign-in' });
      assert.equal((await workspace(before, secret)).status, 200);
      await say(before, before.clinic.demoInvite!);
      for (const text of ['English', 'Spain', 'I agree', 'Monday', '18:00', '8', '7', '6'])
        await say(before, text);
      await backUp();
      const stored = (await before.store.clients.get(client, client))!.document;
      await say(before, '5');
      await before.close();
      assert.isAbove(requests, 8);
      requests = 0;

      const ran = await restore();
      assert.equal(ran.code, 0, ran.fault);
      assert.instanceOf(
        await start(there).catch((error: unknown) => error),
        SetUpError,
        'without the key that sealed its audit',
      );
      await copyFile(join(here, 'audit.key'), join(there, 'audit.key'));
      const after = await start(there);
      assert.isString((await after.store.clinic.get('clinic', 'clinic'))?.document.restoredAt);
      const clientNow = async () => (await after.store.clients.get(client, client))!.document.client;
      assert.deepEqual((await clientNow()).checkIn?.answers, stored.client.checkIn?.answers);
      assert.equal(requests, 0);
      assert.notEqual((await workspace(after, secret)).status, 200);
      assert.isUndefined(await readSession(after.store, { kind: 'therapist', secret, now }));
      assert.isUndefined(await readSession(after.store, { kind: 'sign-in', secret: link, now }));

      for (const text of ['8', '9', 'done', '2', '9', '10', 'send']) {
        const standing = JSON.stringify((await clientNow()).checkIn);
        await say(after, text);
        // where it is not known that a question was seen, it is shown again first
        if (JSON.stringify((await clientNow()).checkIn) === standing) await say(after, text);
      }
      assert.equal((await clientNow()).checkIn?.status, 'complete');
    });

    it('goes into an empty folder, or into one whose records it keeps beside it', async () => {
      await fillFolder(here, 9);
      await backUp();
      await fillFolder(there, 2);
      const old = await contents(there);

      const refused = await restore();
      assert.equal(refused.code, 1);
      assert.match(refused.fault, /Nothing was changed/);
      assert.deepEqual(await contents(there), old);

      const ran = await restore(['--replace']);
      assert.equal(ran.code, 0, ran.fault);
      const kept = /What was there before is in (.*alliance-until-.*\.db)\./.exec(ran.out)?.[1];
      assert.deepEqual(await contents(there), await contents(here));
      const aside = join(folder, 'aside');
      await (await openSqliteHoldings({ directory: aside })).close();
      await copyFile(kept!, join(aside, 'alliance.db'));
      assert.deepEqual(await contents(aside), old);
      assert.notInclude((await readdir(there)).join(), 'restoring');
    });

    it('replaces a database that cannot be read any more', async () => {
      await fillFolder(here, 2);
      await backUp();
      await fillFolder(there, 2);
      await writeFile(join(there, 'alliance.db'), 'x'.repeat(10_000));
      assert.equal((await restore()).code, 1);
      assert.equal((await restore(['--replace'])).code, 0);
      assert.deepEqual(await contents(there), await contents(here));
    });

    it('does not run beside a server', async () => {
      await fillFolder(here, 1);
      await backUp();
      await start(there);
      const ran = await restore(['--replace']);
      assert.equal(ran.code, 1);
      assert.match(ran.fault, /another process is using/);
    });

    describe('changes nothing for', () => {
      beforeEach(async () => {
        await fillFolder(here, 9);
        await backUp();
        await fillFolder(there, 2);
      });
      const assertRefused = async (fault: RegExp) => {
        const old = await contents(there);
        const names = await readdir(there);
        const ran = await restore(['--replace']);
        assert.equal(ran.code, 1);
        assert.match(ran.fault, fault);
        assert.deepEqual(await readdir(there), names);
        assert.deepEqual(await contents(there), old);
      };
      const change = (sql: string) => {
        const database = new DatabaseSync(file);
        database.exec(sql);
        database.close();
      };

      it('a file that is not there', async () => {
        await rm(file);
        await assertRefused(/there is no file/);
      });
      it('a file of another kind', async () => {
        await writeFile(file, 'a letter');
        await assertRefused(/is not a backup/);
      });
      it('a database that is no backup', async () => {
        await copyFile(join(here, 'alliance.db'), file);
        await assertRefused(/is not a backup/);
      });
      it('a backup of a later version', async () => {
        change('PRAGMA user_version = 99');
        await assertRefused(/later version/);
      });
      it('a backup that lost a document', async () => {
        change("DELETE FROM documents WHERE collection = 'alerts' AND id LIKE '%-3'");
        await assertRefused(/does not hold what was backed up \(alerts\)/);
      });
      it('a backup in which a document was changed', async () => {
        change(`UPDATE documents SET body = replace(body, '"b":1', '"b":2') WHERE collection = 'alerts'`);
        await assertRefused(/does not hold what was backed up \(alerts\)/);
      });
      it('half a backup', async () => {
        const handle = await open(file, 'r+');
        await handle.truncate((await handle.stat()).size / 2);
        await handle.close();
        await assertRefused(/damaged/);
      });
    });

    it('takes a backup of an earlier version of the program', async () => {
      await writeBackup(
        { file, madeAt: new Date().toISOString(), progress: () => undefined },
        async (path) => {
          const database = openDatabaseFile(path);
          database.exec(`INSERT INTO documents VALUES ('therapists', 't', 't', 'e', '{"id":"t"}')`);
          database.exec('PRAGMA user_version = 1');
          database.close();
        },
      );
      assert.equal((await restore()).code, 0);
      const store = await openSqliteStore({ directory: there });
      assert.isDefined(await store.therapists.get('clinic', 't'));
      await store.close();
      assert.deepEqual((await readdir(folder)).sort(), ['clinic.backup', 'there']);
    });
  });

  it('backs up from Cosmos DB, and restores into it', async () => {
    const [one, two] = [await openTestAccount('local'), await openTestAccount('local')];
    const env = ({ endpoint, database, credential }: typeof one) => ({
      COSMOS_ENDPOINT: endpoint,
      COSMOS_DATABASE: database,
      COSMOS_KEY: credential.key,
      AUDIT_KEY: Buffer.alloc(32, 1).toString('base64'),
    });
    const source = await openCosmosHoldings(one);
    const head = { audit: { chain: 'client:c', sequence: 2 } };
    const segment = (id: string, ...sequences: number[]) => ({
      id,
      events: sequences.map((sequence) => ({ sequence })),
    });
    await source.documents('clients').put('c', Object.assign({ id: 'c' }, head), 'absent');
    await source.documents('clinic').put('clinic', { id: 'clinic' }, 'absent');
    await source.documents('caseload').put('t', { id: 'c' }, 'absent');
    await source.documents('audit').put('client:c', segment('1', 1), 'absent');
    // what came after the client was read
    await source.documents('audit').put('client:c', segment('2', 2, 3), 'absent');
    await source.documents('caseload').put('t', { id: 'new' }, 'absent');

    const backed = await runStore(['backup', file], env(one));
    assert.equal(backed.code, 0, backed.fault);
    assert.include(await runStore(['restore', file, '--replace'], env(one)), { code: 1 });
    assert.match((await runStore(['restore', file], env(one))).fault, /Nothing was changed/);
    const restored = await runStore(['restore', file], env(two));
    assert.equal(restored.code, 0, restored.fault);
    const target = await openCosmosHoldings(two);
    const ids = async (name: 'audit' | 'caseload') =>
      [...(await everything(target, name)).values()].map(({ id }) => id);
    assert.deepEqual(await ids('audit'), ['1']);
    assert.deepEqual(await ids('caseload'), ['c']);
    const clinic = (await target.documents('clinic').get('clinic', 'clinic'))!.document;
    assert.property(clinic, 'restoredAt');
    await source.close();
    await target.close();
    await one.dispose();
    await two.dispose();
  });

  it('leaves a store readable beside its server, as it was at that moment, and for reading alone', async () => {
    const store = await openSqliteStore({ directory: here });
    const user = { id: 'u', client: clientId('c'), joinedAt: '' };
    await store.channelUsers.put('u', user, 'absent');
    const reading = await readSqliteStore({ directory: here });
    await store.channelUsers.put('v', { ...user, id: 'v' }, 'absent');
    assert.isDefined(await reading.channelUsers.get('u', 'u'));
    assert.isUndefined(await reading.channelUsers.get('v', 'v'));
    const error = await reading.channelUsers
      .put('w', { ...user, id: 'w' }, 'absent')
      .catch((e: unknown) => e);
    assert.instanceOf(error, StoreError);
    await reading.close();
    await store.close();
  });
});
