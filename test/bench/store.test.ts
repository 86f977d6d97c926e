import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadFolder, type Loaded } from '../../bench/store/load-folder.ts';
import { measured, measureSizes } from '../../bench/store/measure-sizes.ts';
import { measureOnCosmos } from '../../bench/store/on-cosmos.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';

describe('the benchmark of the store', function () {
  this.timeout(120_000);
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'bench-store-'))));
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const load = (name: string, checkIns: number): Promise<Loaded> =>
    loadFolder(join(directory, name), { checkIns, history: 20 }, () => undefined);

  it('loads what it says, as long a history and as large a caseload in either size', async () => {
    const { clinic, disk, memory } = await load('clinic', 2000);
    expect(disk).to.be.above(2_000_000);
    expect(memory).to.be.above(20_000_000);
    expect(clinic).to.include({ checkIns: 2000, history: 20 });
    expect(clinic.clients).to.have.length(100);
    expect(clinic.therapists).to.have.length(2);
    const store = await openSqliteStore({ directory: join(directory, 'clinic') });
    try {
      for (const therapist of clinic.therapists) {
        expect((await store.caseload.list(therapist)).documents).to.have.length(50);
      }
      const { id } = clinic.clients[60]!;
      const { client, transcript } = (await store.clients.get(id, id))!.document;
      expect(client.recent).to.have.length(16);
      expect(client.checkIn?.status).to.equal('open');
      expect(transcript.entries).to.have.length(50);
      const history = (await store.checkIns.list(id)).documents.map(({ document }) => document);
      expect(history).to.have.length(20);
      expect(history.at(-1)?.id).to.equal(client.recent.at(-1)?.id);
      expect(Date.parse(history.at(-1)!.endsAt)).to.be.below(Date.parse(client.checkIn!.endsAt));
    } finally {
      await store.close();
    }
  });

  it('takes turns and opens pages of both sizes, and counts them', async () => {
    const sizes = [await load('few', 200), await load('many', 2000)];
    const figures = await measureSizes(sizes, { rounds: 2, warmUps: 1, each: 3, turnsAtOnce: 40 });
    expect(figures).to.have.length(2);
    for (const figure of figures) {
      for (const what of measured) expect(figure[what], what).to.have.length(6);
      for (const { turns, operations } of figure.atOnce) {
        expect(turns).to.equal(40);
        expect(operations.writes).to.be.at.least(40);
      }
      expect(figure.memory.after).to.be.above(20_000_000);
    }
  });

  it('counts the requests to Cosmos DB, none of them beyond one partition', async () => {
    const { requests, rate } = await measureOnCosmos({ checkIns: 120, history: 20, turns: 10, pages: 2 });
    for (const [name, { all, acrossPartitions }] of Object.entries(requests)) {
      expect(all, name).to.be.within(1, 9);
      expect(acrossPartitions, name).to.equal(0);
    }
    expect(requests['a turn']).to.deep.include({ all: 3, reads: 1, writes: 2, queries: 0 });
    expect(requests["a client's first since the start"]).to.deep.include({ all: 4, queries: 0 });
    expect(requests['the caseload page']?.queries).to.equal(1);
    expect(requests["a client's page"]).to.deep.include({ all: 9, queries: 4 });
    expect(rate.turns.turns).to.equal(10);
    expect(rate.client).to.have.length(2);
  });
});
