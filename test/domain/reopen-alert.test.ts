import { expect } from 'chai';
import type { AlertStep } from '../../src/domain/alert.ts';
import { alertId, clientId } from '../../src/domain/ids.ts';
import { reopenAlert } from '../../src/domain/reopen-alert.ts';
import { anAlert, at, by, changed, clientWith, step } from './alert-builders.ts';

const discussed: AlertStep = { status: 'discussed', by, at, note: '', found: [], done: ['agreed-to-watch'] };
const closed = (...before: readonly AlertStep[]) =>
  anAlert({ status: 'closed', history: [...before, step('closed')] });
const later = { by, at: '2026-11-10T09:00:00.000Z' };

describe('reopenAlert', () => {
  it('puts an alert back to where it stood, and says so', () => {
    const client = changed(reopenAlert(clientWith(), closed(discussed), later));
    expect(client.alerts[0]).to.deep.include({
      status: 'discussed',
      history: [discussed, step('closed'), { status: 'reopened', ...later, note: '' }],
    });
  });

  it('has one that closed by itself as acknowledged, since somebody saw it now', () => {
    expect(changed(reopenAlert(clientWith(), closed(), later)).alerts[0]?.status).to.equal('acknowledged');
  });

  it('does not take for discussed what grew after it was discussed', () => {
    const alert = closed(discussed, step('grew'));
    expect(changed(reopenAlert(clientWith(), alert, later)).alerts[0]?.status).to.equal('acknowledged');
  });

  it('changes nothing when it is open again already', () => {
    const once = changed(reopenAlert(clientWith(), closed(), later));
    expect(changed(reopenAlert(once, closed(), later))).to.equal(once);
  });

  it('refuses after seven days, beside another of its kind, and of another client', () => {
    const late = { by, at: '2026-11-10T09:00:00.001Z' };
    expect(reopenAlert(clientWith(), closed(), late)).to.deep.equal({ ok: false, reason: 'too-late' });
    const other = clientWith(anAlert({ id: alertId('other') }));
    expect(reopenAlert(other, closed(), later)).to.deep.equal({ ok: false, reason: 'another-open' });
    const beside = clientWith(anAlert({ kind: 'safety' }));
    expect(changed(reopenAlert(beside, closed(), later)).alerts).to.have.length(2);
    const foreign = { ...closed(), client: clientId('c2') };
    expect(reopenAlert(clientWith(), foreign, later)).to.deep.equal({ ok: false, reason: 'unknown' });
  });
});
