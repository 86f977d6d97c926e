import { expect } from 'chai';
import { alertId, clientId, therapistId } from '../../../src/domain/ids.ts';
import type { Role } from '../../../src/domain/rights.ts';
import type { AlertDelivery } from '../../../src/domain/delivery.ts';
import { createSession } from '../../../src/state/sign-in.ts';
import {
  allianceAlert,
  due,
  openWorkspace,
  safetyAlert,
  weeks,
  type Browser,
  type Workspace,
} from './open-workspace.ts';

const at = '2026-11-22T09:02:00.000Z';
const delivery = (more: Partial<AlertDelivery>): AlertDelivery => ({
  id: `${more.channel}`,
  schema: 1,
  client: clientId('c1'),
  alert: alertId('2026-11-15T13:00:00.000Z.alliance'),
  step: 'raised',
  round: at,
  to: therapistId('ana'),
  channel: 'teams',
  status: 'sent',
  queuedAt: at,
  at,
  token: 1,
  unsure: 0,
  ...more,
});

describe('who is told and who is on duty, in the workspace', () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace();
    await workspace.store.clinic.put(
      'clinic',
      { id: 'clinic', schema: 1, therapist: therapistId('ana'), seeded: 'empty' },
      'absent',
    );
  });
  afterEach(() => workspace.close());

  const as = async (subject: string, roles: readonly Role[]): Promise<Browser> => {
    const now = new Date(workspace.clock.now).toISOString();
    const given = { kind: 'therapist', subject, now, lifetimeMs: 60_000, roles } as const;
    const browser = workspace.browser();
    browser.cookie.value = `workspace=${await createSession(workspace.store, given)}`;
    return browser;
  };
  const days = (more: Record<string, string> = {}) => ({
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [`day-${day}`, ''])),
    ...more,
  });
  const rota = async () => (await workspace.store.clinic.get('clinic', 'clinic'))?.document;

  it('a supervisor says who is on duty by weekday, on record', async () => {
    const sue = await as('ana', ['supervisor']);
    const { html } = await sue.get('/workspace/rota');
    expect(html).to.include('Ben Okafor').and.to.include('Wednesday').and.to.include('All supervisors');
    const token = sue.hidden(html, '/workspace/rota')['token'] ?? '';
    const saved = await sue.post('/workspace/rota', { token, ...days({ 'day-6': 'ben', 'day-7': 'ana' }) });
    expect(saved.location).to.equal('/workspace/rota?done=saved');
    expect((await rota())?.rota).to.deep.equal({ '6': 'ben', '7': 'ana' });
    expect((await rota())?.audit?.unfiled.at(-1)).to.deep.include({
      actor: { role: 'supervisor', id: 'ana' },
      record: 'rota',
    });
    expect((await sue.get('/workspace/rota')).html).to.match(/value="ben"\s+selected/);
  });

  it('nobody is on duty who is not of the clinic, and no day is left out', async () => {
    const sue = await as('ana', ['supervisor']);
    const { html } = await sue.get('/workspace/rota');
    const token = sue.hidden(html, '/workspace/rota')['token'] ?? '';
    for (const form of [days({ 'day-1': 'stranger' }), { 'day-1': 'ben' }])
      expect((await sue.post('/workspace/rota', { token, ...form })).status).to.equal(400);
    expect(await rota()).to.not.have.property('rota');
  });

  it('a client’s page says what became of each note, without a name', async () => {
    await workspace.enrol('c1', {
      status: 'joined',
      due,
      recent: weeks([8, 3.5]),
      alerts: [allianceAlert()],
    });
    for (const one of [
      delivery({ channel: 'teams', seenAt: '2026-11-22T09:15:00.000Z', unsure: 1 }),
      delivery({ channel: 'mail', status: 'failed', why: 'no-mailbox', to: therapistId('ben') }),
    ])
      await workspace.store.deliveries.put('c1', one, 'absent');
    const { html } = await (await as('ana', ['therapist'])).get('/workspace/clients/c1');
    expect(html).to.include(
      'Teams to you: sent 22 Nov, 10:02, opened 22 Nov, 10:15 (one more copy may have come)',
    );
    expect(html).to.include(
      'E-mail to somebody asked to help: not sent 22 Nov, 10:02, the address does not exist',
    );
    expect(html).to.not.include('Ben');
  });

  it('is seen by who opens the page, and by nobody else’s look', async () => {
    await workspace.enrol('c1', { status: 'joined', due, alerts: [allianceAlert()] });
    await workspace.store.deliveries.put('c1', delivery({ id: 'one' }), 'absent');
    await workspace.store.deliveries.put('c1', delivery({ id: 'two', to: therapistId('ben') }), 'absent');
    await (await as('ana', ['therapist'])).get('/workspace/clients/c1');
    const { documents } = await workspace.store.deliveries.list('c1');
    expect(documents.map(({ document: { to, seenAt } }) => [to, seenAt])).to.deep.equal([
      ['ana', '2026-11-22T12:00:00.000Z'],
      ['ben', undefined],
    ]);
  });

  it('who was called sees that alert, acknowledges it, and nothing else of the client', async () => {
    const called = { ...safetyAlert('I <b>cannot</b> go on'), called: [therapistId('ben')] };
    await workspace.enrol('c1', {
      status: 'joined',
      due,
      recent: weeks([8, 3.5]),
      alerts: [allianceAlert(), called],
    });
    const ben = await as('ben', ['supervisor']);
    const overview = (await ben.get('/workspace/overview')).html;
    expect(overview).to.include('/workspace/calls/c1').and.to.not.include('Label c1');
    const { html } = await ben.get('/workspace/calls/c1');
    expect(html)
      .to.include('Label c1')
      .and.to.include('I &lt;b&gt;cannot&lt;/b&gt; go on')
      .and.to.include('Ana Ruiz');
    expect(html).to.not.match(/bond|3\.5/i);
    const fields = ben.hidden(html, '/workspace/calls/c1/acknowledge');
    const reply = await ben.post('/workspace/calls/c1/acknowledge', { ...fields, note: 'Spoke with them.' });
    expect(reply).to.include({ status: 303, location: '/workspace/calls/c1' });
    expect((await ben.get('/workspace/calls/c1')).html).to.include('Somebody acknowledged it 22 Nov, 13:00');
    const own = await (await as('ana', ['therapist'])).get('/workspace/clients/c1');
    expect(own.html).to.include('Spoke with them.');
    const closed = { ...called, status: 'closed' as const };
    await workspace.change('c1', { alerts: [allianceAlert(), closed] });
    expect((await ben.get('/workspace/calls/c1')).status).to.equal(404);
  });

  it('an operator and a supervisor see how often nobody could be told, and the operator of nobody', async () => {
    await workspace.enrol('c1', { status: 'joined', due, alerts: [allianceAlert()] });
    await workspace.store.deadLetters.put(
      'dead-letters',
      {
        id: 'one',
        schema: 1,
        client: clientId('c1'),
        alert: alertId('2026-11-15T13:00:00.000Z.alliance'),
        to: therapistId('ana'),
        step: 'raised',
        at,
        why: [{ channel: 'mail', why: 'no-mailbox' }],
        expiresAt: '2026-12-22T09:00:00.000Z',
      },
      'absent',
    );
    const { html } = await (await as('ben', ['operator'])).get('/workspace/operation');
    expect(html)
      .to.include('E-mail: the address does not exist')
      .and.to.not.match(/clients\/c1|Label c1|Ana Ruiz/);
    const overview = (await (await as('ben', ['supervisor'])).get('/workspace/overview')).html;
    expect(overview).to.include('one person could not be reached').and.to.include('Nobody was reached');
  });
});
