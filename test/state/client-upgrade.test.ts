import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { anAlert, at, by } from '../domain/alert-builders.ts';
import { performPending } from '../../src/state/perform-pending.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { StoreError } from '../../src/state/documents.ts';
import { aClient } from '../helpers/chat.ts';

const week = (id: string, status: string, endsAt: string) => ({
  id,
  client: 'client-1',
  instrument: { id: 'alliance-weekly', version: '1.0.0' },
  status,
  context: { homework: [], goal: [{ id: 'g1', title: 'A goal' }] },
  answers: { 'goals-same': { kind: 'number', value: 3 }, 'goal-progress/g1': { kind: 'skipped' } },
  score: { goals: 3 },
  wantsToTalk: false,
  begunAt: `${id}T18:00:00.000Z`,
  endsAt,
});

/** As the first version of the program wrote it. */
const first = {
  id: 'client-1',
  schema: 1,
  revision: 7,
  client: {
    ...aClient(),
    checkIn: week('2026-11-23', 'open', '2026-11-30T18:00:00.000Z'),
    recent: [
      week('2026-11-09', 'complete', '2026-11-16T18:00:00.000Z'),
      week('2026-11-16', 'missed', '2026-11-23T18:00:00.000Z'),
    ],
  },
  dialogs: { dialogStack: [] },
  ledger: [{ activity: 'a', at: '2026-11-23T19:00:00.000Z', entries: [1] }],
  transcript: { last: 2, entries: [] },
  delivered: 2,
  pending: [{ kind: 'project', checkIns: ['2026-11-16', '2026-11-23'], alerts: [] }],
};

const failed = (error: unknown): never => {
  throw error;
};

const stackOf = (id: string) => ({ dialogStack: [{ id, state: {} }] });

const discussed = { status: 'discussed', by, at, note: 'spoke', found: [], done: [] } as const;

describe('a data folder of the first version', () => {
  let directory: string;
  const write = (document: object) => {
    const database = new DatabaseSync(join(directory, 'alliance.db'));
    const therapist = { id: 'therapist-1', name: 'Dr Example', language: 'en', demo: false };
    database.exec(`CREATE TABLE documents (collection TEXT NOT NULL, partition TEXT NOT NULL, id TEXT NOT NULL,
      etag TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (collection, partition, id)); PRAGMA user_version = 1`);
    const insert = database.prepare('INSERT INTO documents VALUES (?, ?, ?, ?, ?)');
    insert.run('clients', 'client-1', 'client-1', 'e1', JSON.stringify(document));
    insert.run('therapists', 'therapist-1', 'therapist-1', 'e2', JSON.stringify(therapist));
    insert.run('caseload', 'therapist-1', 'client-1', 'e3', JSON.stringify({ id: 'client-1', revision: 6 }));
    database.close();
  };
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'first-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is read in the shape of today, with nothing lost, and goes on', async () => {
    write(first);
    const store = await openSqliteStore({ directory });
    const stored = (await store.clients.get('client-1', 'client-1'))!;
    const { schema, client, delivered, pending, audit, ledger } = stored.document;
    expect({ schema, delivered, ledger }).to.deep.equal({
      schema: 3,
      delivered: { last: 2, at: '' },
      ledger: first.ledger,
    });
    expect(client.checkIn).to.deep.equal(first.client.checkIn);
    expect(client.recent.map(({ id, status, goal }) => ({ id, status, goal }))).to.deep.equal([
      { id: '2026-11-09', status: 'complete', goal: 'g1' },
      { id: '2026-11-16', status: 'missed', goal: 'g1' },
    ]);
    expect(pending.map(({ kind }) => kind)).to.deep.equal(['keep-check-in', 'line']);
    expect(audit).to.deep.equal({ chain: 'client:client-1', sequence: 0, seal: '', unfiled: [] });

    expect(await performPending(store, { failed })).to.equal(1);
    expect((await store.checkIns.get('client-1', '2026-11-16'))?.document.answers).to.have.property(
      'goals-same',
    );
    expect((await store.caseload.get('therapist-1', 'client-1'))?.document.missedInARow).to.equal(1);
    expect((await store.clients.get('client-1', 'client-1'))?.document).to.include({ schema: 3 });
    await store.close();
  });

  it('has its week closed without the client, though the line of that version did not say when it ends', async () => {
    write({ ...first, pending: [], client: { ...first.client, checkIn: undefined } });
    const store = await openSqliteStore({ directory });
    await performPending(store, { failed });
    expect((await store.caseload.get('therapist-1', 'client-1'))?.document.weekEndsAt).to.equal(
      '2026-11-30T18:00:00.000Z',
    );
    await store.close();
  });

  it('has lists of what was found and done, also where a discussion was noted in words alone', async () => {
    const { found: _found, done: _done, ...bare } = discussed;
    const alerts = [anAlert({ status: 'discussed', history: [bare as typeof discussed] })];
    write({ ...first, client: { ...first.client, alerts } });
    const store = await openSqliteStore({ directory });
    const stored = (await store.clients.get('client-1', 'client-1'))!;
    expect(stored.document.client.alerts[0]?.history).to.deep.equal([discussed]);
    await store.close();
  });

  for (const [dialog, before, after] of [
    ['check-in', 'summary', ' summary'],
    ['check-in', 'done', ' done'],
    ['check-in', 'goals-same', 'goals-same'],
    ['check-in', 'language', undefined],
    ['join', 'country', ' join-country'],
    ['join', 'language', ' join-language'],
    ['reminder-mail', 'mail-offer', ' mail-offer'],
  ] as const)
    it(`has what was asked under its name of today: ${dialog}, ${before}`, async () => {
      const asked = { nonce: 'n', step: before, sequence: 2, retries: 0 };
      write({
        ...first,
        schema: 2,
        delivered: { last: 2, at: '' },
        pending: [],
        asked,
        dialogs: stackOf(dialog),
      });
      const store = await openSqliteStore({ directory });
      const stored = (await store.clients.get('client-1', 'client-1'))!;
      expect(stored.document.asked?.step).to.equal(after);
      expect(stored.document.schema).to.equal(3);
      await store.close();
    });

  it('is left alone where a document is newer than the program', async () => {
    write({ ...first, schema: 4 });
    const store = await openSqliteStore({ directory });
    const refused = await store.clients.get('client-1', 'client-1').catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(StoreError).and.to.have.property('code', 'unavailable');
    await store.close();
  });
});
