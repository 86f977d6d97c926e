import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from 'chai';
import { helplineCountries } from '../src/safety/helpline-table.ts';
import { openSqliteStore } from '../src/state/sqlite/open-sqlite-store.ts';
import { makeClinic, rewrite } from './state/audit/clinic.ts';
import { key } from './state/audit/history.ts';

/** The command as `npm run helplines --` starts it, with these settings and no others. */
const run = (
  env: Record<string, string>,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['src/helplines-command.ts', ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });

describe('npm run helplines', function () {
  this.timeout(60_000);
  let directory: string;
  const helplines = (...args: string[]) => run({ DATA_DIR: directory }, ...args);
  const makeHere = async () => {
    const store = await openSqliteStore({ directory });
    await writeFile(join(directory, 'audit.key'), key);
    await makeClinic(store);
    return store;
  };
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'helplines-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('explains itself', async () => {
    const { code, stdout } = await helplines('--help');
    assert.equal(code, 0);
    for (const word of ['list [CC ...]', 'confirm CC [CC ...] --by "NAME"', 'directory'])
      assert.include(stdout, word);
  });

  for (const args of [[], ['fix'], ['list', '--by', 'Dr A'], ['confirm', '--force', 'FR']])
    it(`does nothing but explain itself for: ${args.join(' ') || 'nothing'}`, async () => {
      const { code, stdout, stderr } = await helplines(...args);
      assert.equal(code, 2);
      assert.isEmpty(stdout);
      assert.include(stderr, 'npm run helplines -- list');
      assert.isEmpty(await readdir(directory));
    });

  const notUnderstood: [string[], RegExp][] = [
    [['confirm', 'FR', 'ZZ', '--by', 'Dr A'], /no helplines of ZZ; there are: .*FR.*directory/],
    [['list', 'ZZ'], /no helplines of ZZ/],
    [['confirm', 'FR'], /who confirms it\?.*--by/],
    [['confirm', 'FR', '--by', ' '], /who confirms it\?/],
    [['confirm', '--by', 'Dr A'], /which country\?/],
    [['confirm', 'FR', '--by', 'A'.repeat(81)], /at most 80/],
  ];
  for (const [args, says] of notUnderstood)
    it(`says clearly what is wrong with: ${args.join(' ').slice(0, 40)}`, async () => {
      await (await makeHere()).close();
      const { code, stdout, stderr } = await helplines(...args);
      assert.equal(code, 2);
      assert.isEmpty(stdout);
      assert.match(stderr, says);
      assert.notInclude((await helplines('list', 'FR')).stdout, 'confirmed by');
    });

  it('lists every number with its sources, and who confirmed what', async () => {
    await (await makeHere()).close();
    const before = await helplines('list');
    assert.equal(before.code, 0);
    for (const code of [...helplineCountries, 'directory'])
      assert.match(before.stdout, new RegExp(`^${code}  NOT CONFIRMED`, 'm'));
    assert.include(before.stdout, '3114');
    assert.include(before.stdout, 'https://www.service-public.fr/particuliers/actualites/A15206');

    const confirmed = await helplines('confirm', 'fr', 'directory', '--by', 'Dr \u001B[2JA');
    assert.equal(confirmed.code, 0, confirmed.stderr);
    assert.include(confirmed.stdout, 'FR is confirmed by Dr [2JA:');
    assert.include(confirmed.stdout, '3114');
    assert.include(confirmed.stdout, 'directory is confirmed by Dr [2JA:');
    const { stdout } = await helplines('list', 'FR', 'DE', 'directory');
    assert.match(stdout, /^FR {2}confirmed by Dr \[2JA on \d{4}-\d\d-\d\d/m);
    assert.match(stdout, /^directory {2}confirmed by/m);
    assert.match(stdout, /^DE {2}NOT CONFIRMED/m);
    assert.match(stdout, /^Not confirmed: DE\./m);
  });

  it('says of which countries it matters, and of what was changed since', async () => {
    const store = await makeHere();
    await rewrite(store.clinic, ['clinic', 'clinic'], (clinic) => ({
      ...clinic,
      countries: { had: ['PT'], offered: [] },
      helplinesConfirmed: {
        FR: { by: 'Dr A', at: '2026-01-02T00:00:00.000Z', digest: 'of another number' },
      },
    }));
    await store.close();
    const { stdout } = await run({ DATA_DIR: directory, COUNTRIES: 'FR' }, 'list', 'FR', 'PT');
    assert.match(
      stdout,
      /^FR {2}NOT CONFIRMED: changed since Dr A confirmed it on 2026-01-02 {2}clients may choose it$/m,
    );
    assert.match(stdout, /^PT {2}NOT CONFIRMED {2}clients may have it$/m);
  });

  it('lists beside the running program, and confirms when it is stopped', async () => {
    const store = await makeHere();
    assert.equal((await helplines('list')).code, 0);
    const refused = await helplines('confirm', 'FR', '--by', 'Dr A');
    assert.equal(refused.code, 1);
    assert.include(refused.stderr, 'DATA_DIR');
    await store.close();
    assert.equal((await helplines('confirm', 'FR', '--by', 'Dr A')).code, 0);
  });

  it('lists where there is no clinic yet, confirms nothing there, and makes nothing', async () => {
    const listed = await helplines('list', 'FR');
    assert.equal(listed.code, 1);
    assert.include(listed.stdout, '3114');
    const confirmed = await helplines('confirm', 'FR', '--by', 'Dr A');
    assert.equal(confirmed.code, 1);
    assert.isEmpty(confirmed.stdout);
    assert.isEmpty(await readdir(directory));
  });

  it('goes on with no audit under another key', async () => {
    await (await makeHere()).close();
    const AUDIT_KEY = Buffer.alloc(32, 9).toString('base64');
    const { code, stderr } = await run({ DATA_DIR: directory, AUDIT_KEY }, 'confirm', 'FR', '--by', 'Dr A');
    assert.equal(code, 1);
    assert.include(stderr, 'AUDIT_KEY');
    assert.match((await helplines('list', 'FR')).stdout, /^FR {2}NOT CONFIRMED/m);
  });
});
