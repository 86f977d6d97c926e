import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { acknowledgeAlert } from '../../src/domain/acknowledge-alert.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { changeAgreement, enrolledClient, type Change } from '../../src/domain/client-changes.ts';
import type { Client } from '../../src/domain/client.ts';
import { alertId, checkInId, clientId, inviteCode, therapistId } from '../../src/domain/ids.ts';
import { changeClient } from '../../src/state/change-client.ts';
import { claimInvite, createInvite } from '../../src/state/claim-invite.ts';
import { records, type Records } from '../../src/state/records.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import type { Store } from '../../src/state/store.ts';
import { auditor, byTheTest } from '../helpers/auditing.ts';
import { checkInWith, sixRatings } from '../helpers/built-in.ts';

const now = '2026-11-10T09:00:00.000Z';
const ana = therapistId('ana');
const ben = therapistId('ben');

describe('records', () => {
  let directory: string;
  let store: Store;
  let anas: Records;
  let bens: Records;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'records-'));
    store = await openSqliteStore({ directory });
    for (const id of [ana, ben]) {
      await store.therapists.put('clinic', { id, name: id, language: 'en', demo: false }, 'absent');
    }
    anas = records({ store, auditor, now: () => now }, { therapist: ana });
    bens = records({ store, auditor, now: () => now }, { therapist: ben });
  });
  afterEach(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });

  const newClient = (id: string, therapist = ana): Client => {
    const made = enrolledClient({ id: clientId(id), therapist, label: `label ${id}`, at: now });
    if (!made.ok) throw new Error(made.reason);
    return made.client;
  };
  const enrolled = async (id = 'c1'): Promise<Client> => must(await anas.enrol(newClient(id)));
  const must = (change: Change): Client => {
    if (!change.ok) throw new Error(change.reason);
    return change.client;
  };
  const goal = (id: string) => (client: Client) =>
    changeAgreement(client, 'goals', { do: 'add', id, title: `goal ${id}`, at: now });
  const unknown = { ok: false, reason: 'unknown' };

  it('enrols a client who is on the caseload at once', async () => {
    await enrolled();
    expect(await anas.caseload()).to.have.length(1);
    expect((await anas.caseload())[0]).to.include({ id: 'c1', label: 'label c1', status: 'invited' });
    expect(await bens.caseload()).to.deep.equal([]);
  });

  it('notes that the therapist has looked once a completed check-in lies there, and not who may not', async () => {
    await enrolled();
    const looked = async () => (await store.clients.get('c1', 'c1'))!.document.client.looked;
    await anas.open(clientId('c1'));
    expect(await looked()).to.equal(undefined);
    const checkIn = checkInWith(sixRatings(8), { completedAt: '2026-11-09T09:00:00.000Z' });
    await changeClient({ store, auditor }, clientId('c1'), (client) => ({ ...client, checkIn }), byTheTest);
    await bens.open(clientId('c1'));
    expect(await looked()).to.equal(undefined);
    await anas.open(clientId('c1'));
    expect(await looked()).to.deep.equal({ at: now, told: false });
  });

  it('enrols one client when the form was sent twice at once, and keeps what was changed between', async () => {
    await Promise.all([anas.enrol(newClient('c1')), anas.enrol(newClient('c1'))]);
    must(await anas.change(clientId('c1'), 'goals', goal('g1')));
    expect(must(await anas.enrol(newClient('c1'))).goals).to.have.length(1);
    expect(await anas.caseload()).to.have.length(1);
  });

  it('reads a caseload of more than one page of the store', async () => {
    const line = (await enrolled(), (await anas.caseload())[0]!);
    for (let n = 0; n < 1001; n += 1) {
      await store.caseload.put(ana, { ...line, id: clientId(`x${n}`) }, 'absent');
    }
    expect(await anas.caseload()).to.have.length(1002);
  });

  it("answers another therapist's client like one that does not exist, whatever is asked", async () => {
    const { invite } = must(
      await (await enrolled(), anas.renewInvite(clientId('c1'), { replaces: undefined, days: 14, now })),
    );
    for (const id of ['c1', 'nobody'].map(clientId)) {
      expect(await bens.open(id)).to.equal(undefined);
      expect(await bens.change(id, 'goals', goal('g1'))).to.deep.equal(unknown);
      expect(await bens.renewInvite(id, { replaces: invite, days: 14, now })).to.deep.equal(unknown);
    }
    expect(await bens.enrol(newClient('c1'))).to.deep.equal(unknown);
    expect(await bens.enrol(newClient('c1', ben))).to.deep.equal(unknown);
    const { client } = (await anas.open(clientId('c1')))!;
    expect(client).to.include({ therapist: ana, invite });
    expect(client.goals).to.deep.equal([]);
    expect(await bens.caseload()).to.deep.equal([]);
  });

  it('writes nothing for a refused change', async () => {
    await enrolled();
    const before = await store.clients.get('c1', 'c1');
    expect(await anas.change(clientId('c1'), 'goals', () => ({ ok: false, reason: 'empty' }))).to.deep.equal({
      ok: false,
      reason: 'empty',
    });
    expect((await store.clients.get('c1', 'c1'))?.document.revision).to.equal(before?.document.revision);
  });

  it('loses none of several changes made at once', async () => {
    await enrolled();
    const ids = ['g1', 'g2', 'g3', 'g4', 'g5'];
    const changes = await Promise.all(ids.map((id) => anas.change(clientId('c1'), 'goals', goal(id))));
    expect(changes.filter(({ ok }) => ok)).to.have.length(3);
    expect((await anas.open(clientId('c1')))?.client.goals).to.have.length(3);
  });

  it('opens a record with its history, what the client document holds coming first', async () => {
    const client = await enrolled();
    const week = (id: string, value: number) =>
      checkInWith(sixRatings(value), { id: checkInId(id), client: client.id });
    await store.checkIns.put('c1', week('2026-10-05', 3), 'absent');
    await store.checkIns.put('c1', week('2026-10-12', 4), 'absent');
    const stored = (await store.clients.get('c1', 'c1'))!;
    await store.clients.put(
      'c1',
      {
        ...stored.document,
        client: { ...client, checkIn: week('2026-10-19', 9) },
        pending: [{ kind: 'keep-check-in', revision: 1, checkIn: week('2026-10-12', 8) }],
      },
      stored.etag,
    );
    const record = await anas.open(client.id);
    expect(record?.checkIns.map(({ id, score }) => [id, score.bond])).to.deep.equal([
      ['2026-10-05', 3],
      ['2026-10-12', 8],
      ['2026-10-19', 9],
    ]);
  });

  it('keeps an acknowledged alert in the client and on the caseload', async () => {
    const client = await enrolled();
    const alert: Alert = {
      id: alertId(`${now}.alliance`),
      client: client.id,
      kind: 'alliance',
      status: 'open',
      raisedAt: now,
      evidence: [],
      history: [],
    };
    await changeClient({ store, auditor }, client.id, (one) => ({ ...one, alerts: [alert] }), byTheTest);
    await anas.change(client.id, 'alert', (one) =>
      acknowledgeAlert(one, { alert: alert.id, by: ana, at: now, note: 'seen', seen: now }),
    );
    const status = 'acknowledged';
    expect((await anas.open(client.id))?.client.alerts[0]).to.include({ status });
    expect((await anas.caseload())[0]?.alerts[0]).to.include({ status });
  });

  describe('renewInvite', () => {
    const renew = (replaces?: string) =>
      anas.renewInvite(clientId('c1'), {
        replaces: replaces === undefined ? undefined : inviteCode(replaces),
        days: 14,
        now,
      });
    const claim = (code: string, device: string) => claimInvite(store, { code, channelUser: device, now });

    it('makes a link that opens one device for that client', async () => {
      await enrolled();
      const { invite } = must(await renew());
      expect((await anas.open(clientId('c1')))?.invite).to.include({
        id: invite,
        expiresAt: '2026-11-24T09:00:00.000Z',
      });
      expect(await claim(invite!, 'webchat:1')).to.deep.equal({ ok: true, client: 'c1' });
    });

    it('stops the link it takes the place of, unless that one was used', async () => {
      await enrolled();
      const first = must(await renew()).invite!;
      const second = must(await renew(first)).invite!;
      expect(await claim(first, 'webchat:1')).to.include({ ok: false });
      expect(await claim(second, 'webchat:1')).to.include({ ok: true });
      const third = must(await renew(second)).invite!;
      expect(await claim(second, 'webchat:1')).to.include({ ok: true });
      expect(await claim(third, 'webchat:2')).to.include({ ok: true });
    });

    it('makes one link when the form was sent several times at once, and leaves no other open', async () => {
      await enrolled();
      const first = must(await renew()).invite!;
      const all = await Promise.all([renew(first), renew(first), renew(first)]);
      const codes = new Set(all.map((change) => must(change).invite));
      expect([...codes]).to.have.length(1);
      expect(codes.has(first)).to.equal(false);
      // the last to come sees the first one's link, and so does a late repeat
      expect(must(await renew(first)).invite).to.equal([...codes][0]);
    });

    it('is not taken in by an invite of another client', async () => {
      await enrolled();
      await enrolled('c2');
      const other = await createInvite(store, { client: clientId('c2'), therapist: ana, now, days: 1 });
      must(await renew(other.id));
      expect(await store.invites.get(other.id, other.id)).to.not.equal(undefined);
    });
  });
});
