import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Alert } from '../../src/domain/alert.ts';
import { alertLine } from '../../src/domain/alert-line.ts';
import { closeAlert } from '../../src/domain/close-alert.ts';
import { clientId } from '../../src/domain/ids.ts';
import { reopenAlert } from '../../src/domain/reopen-alert.ts';
import { performAndClear } from '../../src/state/change-document.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import { openCosmosStore } from '../../src/state/cosmos/open-cosmos-store.ts';
import { StoreError, type Documents } from '../../src/state/documents.ts';
import { keepAlert } from '../../src/state/keep-alert.ts';
import { performPending } from '../../src/state/perform-pending.ts';
import { records } from '../../src/state/records.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import type { Store } from '../../src/state/store.ts';
import { action, anAlert, by, clientWith, raisedAt, step } from '../domain/alert-builders.ts';
import { auditor } from '../helpers/auditing.ts';
import { openTestAccount, type TestAccount } from './cosmos/test-account.ts';

interface Home {
  open(): Promise<Store>;
  dispose(): Promise<void>;
}

async function sqlite(): Promise<Home> {
  const directory = mkdtempSync(join(tmpdir(), 'keep-alert-'));
  return {
    open: () => openSqliteStore({ directory }),
    dispose: async () => rmSync(directory, { recursive: true }),
  };
}

async function cosmos(): Promise<Home> {
  const account: TestAccount = await openTestAccount('local');
  return { open: () => openCosmosStore(account), dispose: () => account.dispose() };
}

/** The store, in which a write to this collection throws: by default as if the process ended there. */
function failingAt(
  store: Store,
  name: 'alerts' | 'alertLines' | 'caseload',
  error = new Error('the process died'),
): Store {
  const failing = <T extends { readonly id: string }>(documents: Documents<T>): Documents<T> => ({
    get: (...given) => documents.get(...given),
    list: (...given) => documents.list(...given),
    remove: (...given) => documents.remove(...given),
    put: () => Promise.reject(error),
  });
  return {
    ...store,
    ...(name === 'alerts' && { alerts: failing(store.alerts) }),
    ...(name === 'alertLines' && { alertLines: failing(store.alertLines) }),
    ...(name === 'caseload' && { caseload: failing(store.caseload) }),
  };
}

for (const [name, make] of [
  ['SQLite', sqlite],
  ['the Cosmos DB emulator', cosmos],
] as const) {
  describe(`closing an alert, on ${name}`, () => {
    let home: Home;
    let store: Store;
    const id = clientId('c1');
    const alert = anAlert({ status: 'acknowledged', history: [step('acknowledged')] });
    const now = '2026-11-03T10:00:00.000Z';
    const own = (over: Store) => records({ store: over, auditor, now: () => now }, { therapist: by });
    const close = (over: Store) =>
      own(over).change(id, 'alert', (client) => closeAlert(client, { ...action, note: 'repaired' }));
    const kept = async (): Promise<Alert | undefined> => (await store.alerts.get('c1', alert.id))?.document;
    const lines = async () =>
      (await store.alertLines.list(raisedAt.slice(0, 7))).documents.map(({ document }) => document);
    const listed = async () => (await store.caseload.get(by, 'c1'))?.document.alerts;

    before(async () => {
      home = await make();
    });
    after(() => home.dispose());
    beforeEach(async () => {
      store = await home.open();
      const therapist = { id: by, name: 'T', language: 'en', demo: false };
      await store.therapists.put('clinic', therapist, 'absent');
      const fresh = newClientDocument(clientWith(alert));
      const stored = await store.clients.get('c1', 'c1');
      await store.clients.put('c1', fresh, stored?.etag ?? 'absent');
      await performAndClear(store, (await store.clients.get('c1', 'c1'))!);
    });
    afterEach(async () => {
      const moved = await store.alerts.get('c1', alert.id);
      if (moved) await store.alerts.remove('c1', alert.id, moved.etag);
      const line = await store.alertLines.get(raisedAt.slice(0, 7), alertLine(alert).id);
      if (line) await store.alertLines.remove(raisedAt.slice(0, 7), line.document.id, line.etag);
      const listing = await store.caseload.get(by, 'c1');
      if (listing) await store.caseload.remove(by, 'c1', listing.etag);
      await store.close();
    });

    it('moves it from the client into the history, off the caseload, and into the counts', async () => {
      expect(await close(store)).to.include({ ok: true });
      const { client, pending } = (await store.clients.get('c1', 'c1'))!.document;
      expect({ alerts: client.alerts, pending }).to.deep.equal({ alerts: [], pending: [] });
      expect(await kept()).to.deep.include({ status: 'closed' });
      expect((await kept())?.history.at(-1)).to.include({ status: 'closed', note: 'repaired' });
      expect(await lines()).to.have.length(1);
      expect(await listed()).to.deep.equal([]);
    });

    for (const where of ['alerts', 'alertLines', 'caseload'] as const) {
      it(`is finished after a crash before ${where} was written, once`, async () => {
        await close(failingAt(store, where)).then(
          () => expect.fail('it went on'),
          () => undefined,
        );
        await store.close();
        store = await home.open();
        for (let round = 0; round < 2; round += 1)
          await performPending(store, { failed: (error) => expect.fail(String(error)), settleMs: 0 });
        expect((await kept())?.history).to.have.length(2);
        expect(await lines()).to.have.length(1);
        expect(await listed()).to.deep.equal([]);
        expect((await store.clients.get('c1', 'c1'))?.document.pending).to.deep.equal([]);
      });
    }

    it('is closed for whoever opens the record, also while the history takes nothing', async () => {
      const over = failingAt(store, 'alerts', new StoreError('unavailable', { cause: undefined }));
      expect(await close(over)).to.include({ ok: true });
      const shown = await own(over).open(id);
      expect(shown?.client.alerts).to.deep.equal([]);
      expect(shown?.alerts.map(({ status }) => status)).to.deep.equal(['closed']);
      expect(await kept()).to.equal(undefined);
    });

    it('opened again it stands with the client, and counts as not closed', async () => {
      await close(store);
      const closed = (await kept())!;
      await own(store).change(id, 'alert', (client) => reopenAlert(client, closed, { by, at: now }));
      const record = await own(store).open(id);
      expect(record?.alerts.map(({ status }) => status)).to.deep.equal(['acknowledged']);
      expect((await lines())[0]).to.not.have.property('closedAt');
      expect(await listed()).to.have.length(1);
    });

    it('an older version that comes late takes nothing back', async () => {
      const closed = { ...alert, status: 'closed' as const, history: [...alert.history, step('closed')] };
      const reopened = { ...alert, history: [...closed.history, step('acknowledged')] };
      await keepAlert(store, reopened);
      await keepAlert(store, closed);
      expect((await kept())?.history).to.have.length(3);
      expect((await lines())[0]).to.include({ steps: 3 });
    });
  });
}
