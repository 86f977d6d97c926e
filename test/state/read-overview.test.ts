import { expect } from 'chai';
import { alertId, clientId, therapistId } from '../../src/domain/ids.ts';
import type { CaseloadEntry } from '../../src/domain/caseload.ts';
import { keepAlert } from '../../src/state/keep-alert.ts';
import { readOverview } from '../../src/state/read-overview.ts';
import type { Store } from '../../src/state/store.ts';
import { auditor } from '../helpers/auditing.ts';
import { allianceAlert, safetyAlert } from '../web/workspace/open-workspace.ts';
import { temporaryStore } from './temporary-store.ts';

const now = '2026-11-23T09:00:00.000Z';
const sue = { id: therapistId('sue'), roles: ['supervisor'] } as const;

describe('readOverview', () => {
  let store: Store;
  beforeEach(async () => {
    store = await temporaryStore();
    for (const [id, name, held] of [
      ['ana', 'Ana', undefined],
      ['ben', 'Ben', ['therapist', 'supervisor']],
      ['sue', 'Sue', ['supervisor']],
    ] as const) {
      const person = { id: therapistId(id), name, language: 'en', demo: false };
      await store.therapists.put('clinic', { ...person, ...(held && { roles: held }) }, 'absent');
    }
  });
  afterEach(() => store.close());

  const line = async (id: string, therapist: string, more: Partial<CaseloadEntry>): Promise<void> => {
    const entry: CaseloadEntry = {
      id: clientId(id),
      therapist: therapistId(therapist),
      label: 'Private',
      status: 'joined',
      demo: false,
      revision: 1,
      alerts: [],
      trend: [],
      missedInARow: 0,
      ...more,
    };
    await store.caseload.put(therapist, entry, 'absent');
  };
  const latest = (at: string, status: 'complete' | 'missed' = 'complete') =>
    ({ latest: { at, status, score: {}, wantsToTalk: false } }) as Partial<CaseloadEntry>;
  const read = () => readOverview({ store, auditor, now: () => now }, sue);

  it('lists alerts nobody acted on, of all therapists and strangers, the oldest first, and no more of them', async () => {
    await line('c1', 'ana', { alerts: [safetyAlert('Private words')] });
    await line('c2', 'ben', { alerts: [allianceAlert()] });
    await line('c3', 'ben', { alerts: [allianceAlert({ status: 'acknowledged' })] });
    await line('s1', 'ana', { status: 'stranger', alerts: [safetyAlert('Private words', 'concern')] });
    const overview = await read();
    expect(overview?.waiting).to.deep.equal([
      { raisedAt: '2026-11-15T13:00:00.000Z', therapist: 'Ben', urgent: false, unreached: false },
      { raisedAt: '2026-11-20T22:10:00.000Z', therapist: 'Ana', urgent: true, unreached: false },
      { raisedAt: '2026-11-20T22:10:00.000Z', therapist: 'Ana', urgent: false, unreached: false },
    ]);
    expect(overview?.totals).to.include({ waiting: 3, inHand: 1, joined: 3 });
    expect(JSON.stringify(overview)).to.not.match(/Private|c1|c2|s1|suicide|bond/);
    const { document } = (await store.therapists.get('clinic', 'sue'))!;
    expect(document.audit?.unfiled.at(-1)?.clients?.toSorted()).to.deep.equal(['c1', 'c2', 's1']);
  });

  it('counts how alerts of twelve weeks fared: standing ones as they stand, others by their lines, each once', async () => {
    const closed = allianceAlert({
      status: 'closed',
      history: [{ status: 'closed', by: 'system', at: '2026-11-16T13:00:00.000Z', note: '' }],
    });
    await keepAlert(store, { ...closed, client: clientId('gone') });
    await keepAlert(store, { ...closed, raisedAt: '2026-08-31T08:59:59.999Z', id: alertId('old') });
    const reopened = allianceAlert({ status: 'acknowledged', client: clientId('c1') });
    await keepAlert(store, { ...closed, client: clientId('c1') });
    await line('c1', 'ana', { alerts: [reopened] });
    await line('c2', 'ana', { alerts: [safetyAlert('Private words')] });
    const loop = (await read())?.loop;
    expect(loop?.alliance).to.include({ raised: 2, byItself: 1, seen: 0 });
    expect(loop?.safety).to.include({ raised: 1, closed: 0 });
  });

  it('counts clients by where they stand, who checked in within seven days, and therapists', async () => {
    await line('c1', 'ana', latest('2026-11-16T09:00:00.000Z'));
    await line('c2', 'ana', latest('2026-11-16T08:59:59.999Z'));
    await line('c3', 'ana', latest('2026-11-22T09:00:00.000Z', 'missed'));
    await line('c4', 'ben', { weekAnswered: true });
    await line('c5', 'ben', { status: 'withdrawn', ...latest('2026-11-22T09:00:00.000Z') });
    await line('c6', 'ben', { status: 'invited' });
    expect((await read())?.totals).to.deep.equal({
      therapists: 2,
      joined: 4,
      invited: 1,
      withdrawn: 1,
      checkedIn: 2,
      waiting: 0,
      inHand: 0,
    });
  });
});
