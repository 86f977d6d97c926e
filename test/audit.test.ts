import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { assert } from 'chai';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { clientId } from '../src/domain/ids.ts';
import { createLog } from '../src/log.ts';
import type { AnchoredDay } from '../src/state/audit/anchor-trails.ts';
import { fileTrail } from '../src/state/audit/file-trail.ts';
import { openCosmosStore } from '../src/state/cosmos/open-cosmos-store.ts';
import { records } from '../src/state/records.ts';
import { openSqliteStore } from '../src/state/sqlite/open-sqlite-store.ts';
import { anchor, changeTrail, grow, makeClinic } from './state/audit/clinic.ts';
import { anEvent, auditor, key } from './state/audit/history.ts';
import { openTestAccount } from './state/cosmos/test-account.ts';

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as `npm run audit --` starts it, with these settings and no others. */
const audit = (env: Record<string, string>, ...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['src/audit.ts', ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });

describe('npm run audit', function () {
  this.timeout(60_000);
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  /** A clinic in the folder, with its key; returned open, as a running program has it. */
  const open = async () => {
    const store = await openSqliteStore({ directory });
    await writeFile(join(directory, 'audit.key'), key);
    return { store, anchored: await makeClinic(store) };
  };
  const noted = ({ day, seal }: AnchoredDay): string => `${day}:${seal}`;

  it('explains itself', async () => {
    const help = await audit({}, '--help');
    assert.equal(help.code, 0);
    for (const word of ['verify', '--anchor DAY:SEAL', 'show --client ID']) assert.include(help.stdout, word);
  });

  it('does nothing but explain itself when it is told what it does not understand', async () => {
    const { code, stdout, stderr } = await audit({ DATA_DIR: directory }, 'verify', '--fix');
    assert.equal(code, 2);
    assert.isEmpty(stdout);
    assert.include(stderr, 'verify [--anchor DAY:SEAL]');
    assert.isEmpty(await readdir(directory));
  });

  it('names settings that are wrong', async () => {
    const { code, stderr } = await audit({ AUDIT_KEY: 'x' }, 'verify');
    assert.equal(code, 2);
    assert.include(stderr, 'AUDIT_KEY');
    assert.notInclude(stderr, 'NODE_ENV', 'whom the server serves does not matter here');
  });

  it('makes neither a key nor a store', async () => {
    const settings = { DATA_DIR: join(directory, 'none') };
    const keyless = await audit(settings, 'verify');
    assert.equal(keyless.code, 2);
    assert.include(keyless.stderr, 'AUDIT_KEY');
    const withKey = { ...settings, AUDIT_KEY: Buffer.from(key).toString('base64') };
    const storeless = await audit(withKey, 'verify');
    assert.equal(storeless.code, 2);
    assert.include(storeless.stderr, 'DATA_DIR');
    assert.isEmpty(await readdir(directory));
  });

  it('verifies beside the running program, the seals that were noted too', async () => {
    const { store, anchored } = await open();
    const args = anchored.flatMap((day) => ['--anchor', noted(day)]);
    const { code, stdout } = await audit({ DATA_DIR: directory }, 'verify', ...args);
    assert.equal(code, 0, stdout);
    assert.include(stdout, `4 chains, 32 events; days anchored: 3, the latest ${noted(anchored[2]!)}`);
    assert.include(stdout, 'nothing found');
    await store.close();
  });

  it('tells the days without anchors', async () => {
    const { store } = await open();
    for (const day of ['2026-11-24', '2026-11-28']) await anchor(store, day);
    const { code, stdout } = await audit({ DATA_DIR: directory }, 'verify');
    assert.equal(code, 0, stdout);
    assert.include(stdout, 'days between without anchors: 4 (2026-11-23, 2026-11-25 and 2 more)');
    await store.close();
  });

  it('says what it found, by place', async () => {
    const { store, anchored } = await open();
    await store.close();
    const database = new DatabaseSync(join(directory, 'alliance.db'));
    const changed = database
      .prepare(
        `UPDATE documents SET body = replace(body, '"record":"client"', '"record":"secret"')
         WHERE collection = 'audit' AND partition = 'client:a' AND id = '000000000002'`,
      )
      .run();
    database.close();
    assert.equal(changed.changes, 1);
    const args = ['--anchor', `${anchored[0]!.day}:${'x'.repeat(43)}`];
    const { code, stdout, stderr } = await audit({ DATA_DIR: directory }, 'verify', ...args);
    assert.equal(code, 1);
    assert.match(stdout, /^client:a event 2: altered/m);
    assert.match(stdout, /^anchors 2026-11-20: recomputed/m);
    assert.match(stdout, /^found: \d+$/m);
    assert.notInclude(stdout + stderr, 'secret');
  });

  it('says so when no seal holds with the key it was given', async () => {
    const { store } = await open();
    await store.close();
    const AUDIT_KEY = Buffer.from(new Uint8Array(32)).toString('base64');
    const { code, stderr } = await audit({ DATA_DIR: directory, AUDIT_KEY }, 'verify');
    assert.equal(code, 1);
    assert.include(stderr, 'may not be the key');
  });

  it('shows who did what to a client, by the client, and by whom it was seen among others', async () => {
    const { store } = await open();
    await changeTrail(store, 'therapist:t', (trail) =>
      auditor.append(
        trail,
        anEvent({
          at: '2026-11-21T00:00:00.000Z',
          record: 'caseload',
          clients: [clientId('a'), clientId('b')],
        }),
        anEvent({ record: 'caseload', clients: [clientId('b')] }),
      ),
    );
    await grow(store, 'client:a', {
      at: '2026-11-23T00:00:00.000Z',
      actor: { role: 'supervisor', id: 's\u001B[2J' },
      outcome: 'refused',
    });
    // as after a crash between the filing and the commit that lets go
    await fileTrail(store, await changeTrail(store, 'client:a', (trail) => trail));
    const { code, stdout, stderr } = await audit({ DATA_DIR: directory }, 'show', '--client', 'a');
    assert.equal(code, 0);
    const lines = stdout.trimEnd().split('\n');
    assert.deepEqual(lines[0]?.split('\t'), [
      '2026-11-21T00:00:00.000Z',
      'therapist',
      't',
      'read',
      'caseload',
      'success',
    ]);
    assert.lengthOf(lines, 1 + 8 + 2);
    assert.equal(lines.at(-1), '2026-11-23T00:00:00.000Z\tsupervisor\ts?[2J\tread\tclient\trefused');
    assert.include(stderr, '11 events');
    await store.close();
  });

  it('verifies and shows what the program itself wrote, while it runs', async () => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } });
    const read = readConfig({ PORT: '0', DATA_DIR: directory });
    assert(read.ok);
    const app = await createApp(read.config, 'demo', { log });
    const door = records(
      { store: app.store, auditor: app.auditor, now: () => '2099-01-01T00:00:00.000Z' },
      { therapist: app.clinic.therapist },
    );
    const [client] = await door.caseload();
    for (let look = 0; look < 30; look += 1) assert.isDefined(await door.open(client!.id));
    const anchored = lines.map((line) => (JSON.parse(line) as { anchor?: string }).anchor).find(Boolean);

    const verified = await audit({ DATA_DIR: directory }, 'verify', '--anchor', anchored ?? 'none');
    assert.equal(verified.code, 0, verified.stdout);
    assert.include(verified.stdout, 'days anchored: 1');
    const { stdout } = await audit({ DATA_DIR: directory }, 'show', '--client', client!.id);
    const looks = stdout
      .split('\n')
      .filter((line) => line.startsWith('2099-01-01T00:00:00.000Z\ttherapist\t'));
    assert.lengthOf(looks, 31, 'each look at the client, and the one at the caseload');
    await app.close();
    const again = await audit({ DATA_DIR: directory }, 'verify');
    assert.equal(again.code, 0, again.stdout);
  });

  it('verifies a store in Cosmos DB', async () => {
    const account = await openTestAccount('local');
    const store = await openCosmosStore(account);
    await makeClinic(store);
    const settings = {
      COSMOS_ENDPOINT: account.endpoint,
      COSMOS_KEY: account.credential.key,
      COSMOS_DATABASE: account.database,
      AUDIT_KEY: Buffer.from(key).toString('base64'),
    };
    const clean = await audit(settings, 'verify');
    assert.equal(clean.code, 0, clean.stderr);
    assert.include(clean.stdout, '4 chains, 32 events');
    await changeTrail(store, 'clinic', (trail) => ({ ...trail, seal: 'x' }));
    const changed = await audit(settings, 'verify');
    assert.equal(changed.code, 1);
    assert.match(changed.stdout, /^clinic event 8: head/m);
    await store.close();
    await account.dispose();
  });
});
