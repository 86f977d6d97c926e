import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openSafetySpool, type Spooled } from '../../src/state/safety-spool.ts';

const entry = (source: string, at = '2026-11-23T19:00:00.000Z'): Spooled => ({
  channelUser: 'test:one',
  evidence: {
    kind: 'safety',
    category: 'suicide',
    tier: 'urgent',
    at,
    words: 'words',
    source,
    lists: ['en 1'],
  },
});

describe('what waits on the disk for its alert', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'spool-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('is nothing on a new machine', async () => {
    expect(await openSafetySpool(directory).waiting()).to.deep.equal({ entries: [], unreadable: 0 });
  });

  it('is there after a restart, oldest first, each message once, until it is removed', async () => {
    const spool = openSafetySpool(directory);
    await spool.keep(entry('late', '2026-11-23T20:00:00.000Z'));
    await spool.keep(entry('early'));
    await spool.keep(entry('early'));
    const again = openSafetySpool(directory);
    expect((await again.waiting()).entries).to.deep.equal([
      entry('early'),
      entry('late', '2026-11-23T20:00:00.000Z'),
    ]);
    await again.remove(entry('early'));
    await again.remove(entry('early'));
    expect((await again.waiting()).entries).to.have.length(1);
  });

  it('can be read by the process alone, and tells nobody by its name', async () => {
    const spool = openSafetySpool(directory);
    await spool.keep(entry('test:one m1'));
    const folder = join(directory, 'safety-spool');
    const [name = ''] = await readdir(folder);
    expect(name).to.match(/^[\da-f]{64}\.json$/u);
    expect((await stat(join(folder, name))).mode & 0o077).to.equal(0);
    expect((await stat(folder)).mode & 0o077).to.equal(0);
  });

  it('is found where a crash left only its draft, and goes with it', async () => {
    const spool = openSafetySpool(directory);
    await spool.keep(entry('one'));
    const folder = join(directory, 'safety-spool');
    const [name = ''] = await readdir(folder);
    await rename(join(folder, name), join(folder, `${name}.draft`));
    expect((await spool.waiting()).entries).to.deep.equal([entry('one')]);
    await spool.remove(entry('one'));
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it('says how many files it cannot read, and leaves them', async () => {
    const spool = openSafetySpool(directory);
    await spool.keep(entry('one'));
    await writeFile(join(directory, 'safety-spool', 'torn.json'), '{"schema":1,');
    const { entries, unreadable } = await spool.waiting();
    expect(entries).to.have.length(1);
    expect(unreadable).to.equal(1);
    expect(await readdir(join(directory, 'safety-spool'))).to.include('torn.json');
  });
});
