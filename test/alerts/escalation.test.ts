import { expect } from 'chai';
import { therapistId } from '../../src/domain/ids.ts';
import { calls } from '../../src/state/calls.ts';
import { readOverview } from '../../src/state/read-overview.ts';
import { auditor } from '../helpers/auditing.ts';
import { openDeliveryRoom, type DeliveryRoom } from '../helpers/delivery-room.ts';
import { allianceAlert, safetyAlert } from '../web/workspace/open-workspace.ts';

const low = allianceAlert();
const danger = safetyAlert('Words of the client');

describe('an alert that nobody acts on, on its way to others', () => {
  let room: DeliveryRoom;
  beforeEach(async () => {
    room = await openDeliveryRoom();
    await room.hire('ana');
    await room.hire('sue', { roles: ['supervisor'], language: 'es' });
    await room.hire('ben');
    await room.hire('first');
  });
  afterEach(() => room.close());

  const ana = therapistId('ana');
  const told = () =>
    room.connector.taken.map(({ conversation, text }) => `${conversation}: ${text.split('\n')[0]}`);
  const lookAt = async (time: string): Promise<void> => {
    room.now = time;
    await room.round();
    await room.round();
  };
  const history = async () => (await room.alert('c1'))?.history.map(({ status, by }) => `${status} ${by}`);

  it('is reminded of once after two working days, and goes to the supervisors after two more', async () => {
    await room.raise('c1', ana, low);
    await room.round();
    await lookAt('2026-11-25T11:59:00.000Z');
    expect(told()).to.have.length(1);
    await lookAt('2026-11-25T12:00:00.000Z');
    expect(told().slice(1)).to.deep.equal(['ana: A client of yours may still need your attention']);
    await lookAt('2026-11-27T12:00:00.000Z');
    expect(told().slice(2)).to.deep.equal([
      'sue: Algo lleva demasiado tiempo esperando en el espacio de trabajo',
    ]);
    expect(await history()).to.deep.equal(['reminded system', 'escalated system']);
    await lookAt('2026-12-27T12:00:00.000Z');
    expect(told()).to.have.length(3);
    expect(await room.notices()).to.deep.equal([]);
    expect((await room.deliveries('c1')).map(({ step }) => step)).to.deep.equal([
      'raised',
      'reminded',
      'escalated',
    ]);
  });

  it('stays as it was for who acted in time', async () => {
    await room.raise('c1', ana, low);
    await room.round();
    await room.act('c1');
    await lookAt('2026-11-27T12:00:00.000Z');
    expect(told()).to.have.length(1);
    expect(await history()).to.deep.equal([]);
    expect(await room.notices()).to.deep.equal([]);
  });

  it('leads supervisors to the overview, where they see that it waits and was handed on, and not whose it is', async () => {
    await room.raise('c1', ana, low);
    await room.round();
    await lookAt('2026-11-25T12:00:00.000Z');
    await lookAt('2026-11-27T12:00:00.000Z');
    expect(room.connector.taken.at(-1)?.link).to.equal('https://clinic.example/workspace/overview');
    const parts = { store: room.store, auditor, now: () => room.now };
    const overview = await readOverview(parts, { id: therapistId('sue'), roles: ['supervisor'] });
    expect(overview?.waiting).to.deep.equal([
      {
        raisedAt: '2026-11-23T12:00:00.000Z',
        therapist: 'Name of ana',
        urgent: false,
        step: 'escalated',
        unreached: false,
      },
    ]);
    const sue = calls(parts, { id: therapistId('sue'), roles: ['supervisor'] });
    expect(await sue.open((await room.alert('c1'))!.client)).to.equal(undefined);
  });

  it('of danger goes to the supervisors after two hours, who may open and acknowledge that alert alone', async () => {
    await room.raise('c1', ana, danger);
    await room.round();
    await lookAt('2026-11-23T13:00:00.000Z');
    await lookAt('2026-11-23T14:00:00.000Z');
    expect(told().at(-1)).to.equal('sue: Urgente: alguien puede necesitarle ahora');
    expect(room.connector.taken.at(-1)?.link).to.equal('https://clinic.example/workspace/calls/c1');
    const parts = { store: room.store, auditor, now: () => room.now };
    const alert = (await room.alert('c1'))!;
    const sue = calls(parts, { id: therapistId('sue'), roles: ['supervisor'] });
    const call = await sue.open(alert.client);
    expect(call?.alerts.map(({ id }) => id)).to.deep.equal([alert.id]);
    expect(call?.therapist).to.equal('Name of ana');
    const seen = room.now;
    const change = await sue.acknowledge(alert.client, {
      alert: alert.id,
      at: room.now,
      note: 'Called',
      seen,
    });
    expect(change.ok).to.equal(true);
    expect(await history()).to.deep.equal(['reminded system', 'escalated system', 'acknowledged sue']);
    const { audit } = (await room.store.clients.get('c1', 'c1'))!.document;
    expect(
      audit.unfiled.slice(-2).map(({ actor, action, record, outcome }) => [actor, action, record, outcome]),
    ).to.deep.equal([
      [{ role: 'supervisor', id: 'sue' }, 'read', 'alert', 'success'],
      [{ role: 'supervisor', id: 'sue' }, 'update', 'alert', 'success'],
    ]);
  });

  it('of danger is opened by nobody who was not called, on record as refused', async () => {
    await room.raise('c1', ana, danger);
    await room.round();
    const alert = (await room.alert('c1'))!;
    const parts = { store: room.store, auditor, now: () => room.now };
    const ben = calls(parts, { id: therapistId('ben'), roles: ['therapist', 'supervisor'] });
    expect(await ben.open(alert.client)).to.equal(undefined);
    const given = { alert: alert.id, at: room.now, note: '', seen: room.now };
    expect(await ben.acknowledge(alert.client, given)).to.deep.equal({ ok: false, reason: 'unknown' });
    const { client, audit } = (await room.store.clients.get('c1', 'c1'))!.document;
    expect(client.alerts[0]?.status).to.equal('open');
    expect(audit.unfiled.slice(-2).map(({ outcome }) => outcome)).to.deep.equal(['refused', 'refused']);
  });

  const night = '2026-11-24T02:00:00.000Z';
  for (const [who, rota, expected] of [
    ['who the rota names for that night', { '1': therapistId('ben'), '2': therapistId('first') }, 'ben'],
    ['the supervisors where it names nobody', {}, 'sue'],
  ] as const)
    it(`of danger at night goes to ${who}, at once, beside its therapist`, async () => {
      await room.clinic({ rota });
      room.now = night;
      await room.raise('c1', ana, danger);
      await room.round();
      const people = room.connector.taken.map(({ conversation }) => conversation);
      expect(people.sort()).to.deep.equal(['ana', expected].sort());
      expect((await room.alert('c1'))?.called).to.deep.equal([expected]);
      expect(await history()).to.deep.equal(['escalated system']);
    });

  it('of danger at night goes to the clinic’s first therapist where there is nobody else', async () => {
    const stored = (await room.store.therapists.get('clinic', 'sue'))!;
    await room.store.therapists.put('clinic', { ...stored.document, roles: ['operator'] }, stored.etag);
    room.now = night;
    await room.raise('c1', ana, danger);
    await room.round();
    expect((await room.alert('c1'))?.called).to.deep.equal(['first']);
  });

  it('goes on from what was recorded, wherever it was ended in between', async () => {
    await room.raise('c1', ana, danger);
    await room.round();
    room.now = '2026-11-23T13:00:00.000Z';
    const [notice] = await room.notices();
    const stored = (await room.store.alertNotices.get('notices', notice!.id))!;
    // the round is on record, the process ended before the step was
    const round = { step: 'reminded', of: notice!.seen, at: room.now, to: [ana] } as const;
    const rounds = [...(notice!.rounds ?? []), round];
    await room.store.alertNotices.put('notices', { ...stored.document, rounds }, stored.etag);
    await room.round();
    expect(await history()).to.deep.equal(['reminded system']);
    expect(told()).to.have.length(2);
  });

  it('is not told again after a restore, and is watched on', async () => {
    await room.raise('c1', ana, low);
    room.now = '2026-11-24T12:00:00.000Z';
    await room.clinic({ restoredAt: room.now });
    await room.round();
    expect(told()).to.deep.equal([]);
    await lookAt('2026-11-25T12:00:00.000Z');
    expect(told()).to.deep.equal(['ana: A client of yours may still need your attention']);
  });
});
