import { expect } from 'chai';
import { acknowledgeAlert } from '../../src/domain/acknowledge-alert.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { enrolledClient } from '../../src/domain/client-changes.ts';
import type { Client } from '../../src/domain/client.ts';
import type { AlertAction } from '../../src/domain/step-in-alert.ts';
import { alertId, checkInId, clientId, therapistId } from '../../src/domain/ids.ts';

const raisedAt = '2026-11-02T10:00:00.000Z';
const at = '2026-11-03T09:00:00.000Z';
const by = therapistId('t1');

const low = (when = raisedAt): Alert['evidence'][number] => ({
  kind: 'floor',
  domain: 'bond',
  checkIn: checkInId('2026-11-01'),
  at: when,
  value: 3.5,
  reference: 5,
});

function clientWith(overrides: Partial<Alert> = {}): Client {
  const enrolled = enrolledClient({ id: clientId('c1'), therapist: by, label: 'A', at: raisedAt });
  if (!enrolled.ok) throw new Error(enrolled.reason);
  const alert: Alert = {
    id: alertId('a1'),
    client: clientId('c1'),
    kind: 'alliance',
    status: 'open',
    raisedAt,
    evidence: [low()],
    history: [],
    ...overrides,
  };
  return { ...enrolled.client, alerts: [{ ...alert, id: alertId('other'), kind: 'safety' }, alert] };
}

const acknowledge = (client: Client, overrides: Partial<AlertAction> = {}) =>
  acknowledgeAlert(client, { alert: alertId('a1'), by, at, note: '', seen: raisedAt, ...overrides });

function after(client: Client, overrides: Partial<AlertAction> = {}): Client {
  const change = acknowledge(client, overrides);
  if (!change.ok) throw new Error(change.reason);
  return change.client;
}

const alertOf = (client: Client): Alert => client.alerts.find((one) => one.id === 'a1')!;

describe('acknowledgeAlert', () => {
  it('records who, when and the note, on that alert alone', () => {
    const client = after(clientWith(), { note: ' called\r\n\r\n\r\n\r\nand spoke ' });
    expect(alertOf(client)).to.deep.include({
      status: 'acknowledged',
      history: [{ status: 'acknowledged', by, at, note: 'called\n\nand spoke' }],
    });
    expect(client.alerts[0]).to.include({ status: 'open' });
  });

  it('adds no second step when the form is sent twice', () => {
    const once = after(clientWith(), { note: 'seen' });
    expect(alertOf(after(once, { note: 'seen', at: '2026-11-03T09:00:01.000Z' })).history).to.have.length(1);
    expect(alertOf(after(once, { note: '' })).history).to.have.length(1);
  });

  it('keeps a second, different note as a step of its own', () => {
    const twice = after(after(clientWith(), { note: 'seen' }), { note: 'spoke' });
    expect(alertOf(twice).history.map((step) => step.note)).to.deep.equal(['seen', 'spoke']);
  });

  it('is open again for one that grew after it was seen, even with no note', () => {
    const grown = clientWith({
      history: [{ status: 'acknowledged', by, at, note: '' }],
      evidence: [low(), low('2026-11-09T10:00:00.000Z')],
    });
    const client = after(grown, { seen: '2026-11-09T10:00:00.000Z' });
    expect(alertOf(client).history).to.have.length(2);
  });

  it('leaves a discussed alert discussed when a note is added', () => {
    expect(alertOf(after(clientWith({ status: 'discussed' }), { note: 'more' })).status).to.equal(
      'discussed',
    );
  });

  for (const [name, client, overrides, reason] of [
    [
      'evidence the therapist had not seen',
      clientWith({ evidence: [low(), low('2026-11-09T10:00:00.000Z')] }),
      {},
      'changed-meanwhile',
    ],
    ['an unknown alert', clientWith(), { alert: alertId('zz') }, 'unknown'],
    ['a note that is too long', clientWith(), { note: 'x'.repeat(2001) }, 'too-long'],
  ] as const) {
    it(`refuses ${name}`, () => {
      expect(acknowledge(client, overrides)).to.deep.equal({ ok: false, reason });
    });
  }

  it('takes a note of exactly 2,000 characters', () => {
    expect(alertOf(after(clientWith(), { note: 'x'.repeat(2000) })).history[0]?.note).to.have.length(2000);
  });
});
