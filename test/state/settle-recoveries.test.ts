import { expect } from 'chai';
import type { Alert } from '../../src/domain/alert.ts';
import { alertId, checkInId } from '../../src/domain/ids.ts';
import type { PastWeek } from '../../src/domain/past-week.ts';
import { performAndClear } from '../../src/state/change-document.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import { keepAlert } from '../../src/state/keep-alert.ts';
import { settleRecoveries } from '../../src/state/settle-recoveries.ts';
import type { Store } from '../../src/state/store.ts';
import { anAlert, by, clientWith, raisedAt, step } from '../domain/alert-builders.ts';
import { temporaryStore } from './temporary-store.ts';

const fourWeeksLater = '2026-11-30T10:00:00.000Z';

describe('settleRecoveries', () => {
  let store: Store;
  beforeEach(async () => {
    store = await temporaryStore();
    await store.therapists.put('clinic', { id: by, name: 'T', language: 'en', demo: false }, 'absent');
  });
  afterEach(() => store.close());

  const week: PastWeek = {
    id: checkInId('2026-11-08'),
    instrument: { id: 'i', version: '1' },
    status: 'complete',
    score: { goals: 8, tasks: 8, bond: 8, alliance: 8 },
    wantsToTalk: false,
    endsAt: '2026-11-15T10:00:00.000Z',
    completedAt: '2026-11-09T10:00:00.000Z',
  };
  const enrol = async (...alerts: readonly Alert[]) => {
    const fresh = newClientDocument({ ...clientWith(...alerts), recent: [week] });
    await store.clients.put('c1', fresh, 'absent');
    await performAndClear(store, (await store.clients.get('c1', 'c1'))!);
  };
  const lines = async () =>
    (await store.alertLines.list(raisedAt.slice(0, 7))).documents.map(({ document }) => document);
  const closed = anAlert({ status: 'closed', history: [step('closed')] });

  it('finds out once, four weeks on, for closed alerts and for those that stand', async () => {
    const standing = anAlert({ id: alertId(`${raisedAt}.other`) });
    await enrol(standing);
    await keepAlert(store, closed);
    expect(await settleRecoveries(store, '2026-11-30T09:59:59.999Z')).to.equal(0);
    expect(await settleRecoveries(store, fourWeeksLater)).to.equal(2);
    expect((await lines()).map(({ recovered }) => recovered)).to.deep.equal([true, true]);
    expect(await settleRecoveries(store, fourWeeksLater)).to.equal(0);
  });

  it('is kept when the alert goes on', async () => {
    await enrol(anAlert());
    await settleRecoveries(store, fourWeeksLater);
    await keepAlert(store, closed);
    expect((await lines())[0]).to.include({ recovered: true, steps: 1 });
  });

  it('asks nothing of safety alerts, and of alerts that are no longer counted', async () => {
    await enrol(anAlert({ kind: 'safety' }));
    await keepAlert(store, closed);
    expect(await settleRecoveries(store, '2027-01-25T10:00:00.001Z')).to.equal(0);
    expect(await settleRecoveries(store, '2027-01-25T10:00:00.000Z')).to.equal(1);
  });
});
