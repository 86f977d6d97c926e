import { assert } from 'chai';
import { createAlertRules } from '../src/alerts/alert-rules.ts';
import { createLog } from '../src/log.ts';
import { clientId } from '../src/domain/ids.ts';
import { keepAlert } from '../src/state/keep-alert.ts';
import type { Store } from '../src/state/store.ts';
import { startUpkeep } from '../src/upkeep.ts';
import { anAlert } from './domain/alert-builders.ts';
import { builtIn } from './helpers/built-in.ts';
import { makeClinic, rewrite } from './state/audit/clinic.ts';
import { auditor } from './state/audit/history.ts';
import { temporaryStore } from './state/temporary-store.ts';

describe('the anchors among the upkeep', () => {
  let store: Store;
  beforeEach(async () => {
    store = await temporaryStore();
    await makeClinic(store);
  });
  afterEach(() => store.close());

  /** What the first round logs of the anchors. */
  const round = async (): Promise<Record<string, unknown>[]> => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } });
    const now = () => '2026-11-23T01:00:00.000Z';
    const instruments = { exact: () => builtIn() };
    const stop = await startUpkeep({
      store,
      auditor,
      safety: { sweep: () => Promise.resolve() },
      log,
      now,
      instrument: builtIn(),
      instruments,
      rules: createAlertRules(),
    });
    stop();
    return lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ event }) => /anchor/.test(String(event)));
  };
  const newer = (id: string): Promise<void> =>
    rewrite(store.clients, [id, id], (document) => Object.assign(document, { schema: 99 }));

  it('are of all chains but those that cannot be read, and these are counted', async () => {
    await newer('a');
    await newer('b');
    const logged = await round();
    assert.deepEqual(
      logged.map(({ event, count }) => [event, count]),
      [
        ['audit-not-anchored', 2],
        ['audit-anchored', undefined],
      ],
    );
    assert.match(JSON.stringify(logged[0]?.['error']), /StoreError/);
    assert.isEmpty(await round(), 'it was done');
  });

  it('leave time for what became of an alert that was raised four weeks ago', async () => {
    const raisedAt = '2026-10-01T10:00:00.000Z';
    const history = [{ status: 'closed', by: 'system', at: '2026-10-08T10:00:00.000Z', note: '' }] as const;
    await keepAlert(store, anAlert({ client: clientId('a'), status: 'closed', raisedAt, history }));
    await round();
    const { documents } = await store.alertLines.list('2026-10');
    assert.deepEqual(
      documents.map(({ document }) => document.recovered),
      [true],
    );
  });

  it('do not end without a word at a page that somebody put there', async () => {
    const foreign = { schema: 1, at: '', heads: [], previous: '', last: true, seal: 'x' } as const;
    await store.anchors.put('anchors', { id: '9999-12-31/0001', ...foreign }, 'absent');
    for (const logged of [await round(), await round()]) {
      assert.deepEqual(
        logged.map(({ event }) => event),
        ['anchors-not-kept-up'],
      );
      assert.match(JSON.stringify(logged[0]?.['error']), /foreign-anchor/);
    }
  });
});
