import { expect } from 'chai';
import type { Alert, AlertStep } from '../../src/domain/alert.ts';
import { escalateAlert, nextStep } from '../../src/domain/escalate-alert.ts';
import { therapistId } from '../../src/domain/ids.ts';
import { aClient } from '../helpers/chat.ts';
import { usualHours } from '../helpers/usual-hours.ts';
import { allianceAlert, safetyAlert } from '../web/workspace/open-workspace.ts';

const times = {
  hours: { ...usualHours, holidays: [], timeZone: 'Europe/Madrid' },
  workingDays: 2,
  safetyMinutes: 60,
};
const monday = '2026-11-23T12:00:00.000Z';
const night = '2026-11-23T22:00:00.000Z';
const low = (history: readonly AlertStep[] = []): Alert => allianceAlert({ raisedAt: monday, history });
const danger = (raisedAt: string, history: readonly AlertStep[] = []): Alert => ({
  ...safetyAlert('words'),
  raisedAt,
  history,
});
const step = (status: 'reminded' | 'escalated' | 'grew', at: string): AlertStep => ({
  status,
  at,
  by: 'system',
  note: '',
});

describe('an alert that nobody acts on', () => {
  it('is reminded of once after two working days, and goes to the supervisors after two more', () => {
    expect(nextStep(low(), times)).to.deep.equal({
      status: 'reminded',
      to: 'same',
      at: '2026-11-25T12:00:00.000Z',
    });
    const reminded = low([step('reminded', '2026-11-25T12:00:10.000Z')]);
    expect(nextStep(reminded, times)).to.deep.equal({
      status: 'escalated',
      to: 'supervisors',
      at: '2026-11-27T12:00:10.000Z',
    });
    const escalated = low([...reminded.history, step('escalated', '2026-11-27T12:00:20.000Z')]);
    expect(nextStep(escalated, times)).to.equal(undefined);
  });

  it('of danger is reminded of after an hour', () => {
    expect(nextStep(danger(monday), times)).to.deep.equal({
      status: 'reminded',
      to: 'same',
      at: '2026-11-23T13:00:00.000Z',
    });
  });

  it('of danger goes to who is on duty at once where the clinic is closed, and then on as any', () => {
    expect(nextStep(danger(night), times)).to.deep.equal({ status: 'escalated', to: 'duty', at: night });
    const duty = danger(night, [step('escalated', night)]);
    expect(nextStep(duty, times)).to.deep.equal({
      status: 'reminded',
      to: 'same',
      at: '2026-11-23T23:00:00.000Z',
    });
    const reminded = danger(night, [...duty.history, step('reminded', '2026-11-23T23:00:00.000Z')]);
    expect(nextStep(reminded, times)).to.deep.equal({
      status: 'escalated',
      to: 'supervisors',
      at: '2026-11-24T00:00:00.000Z',
    });
  });

  it('begins anew when it grows', () => {
    const grown = low([
      step('reminded', '2026-11-25T12:00:00.000Z'),
      step('grew', '2026-11-26T12:00:00.000Z'),
    ]);
    expect(nextStep(grown, times)).to.deep.include({ status: 'reminded', at: '2026-11-30T12:00:00.000Z' });
  });

  it('is left alone once somebody has acted, and past forty steps', () => {
    expect(nextStep({ ...low(), status: 'acknowledged' }, times)).to.equal(undefined);
    expect(nextStep(low(Array.from({ length: 40 }, () => step('grew', monday))), times)).to.equal(undefined);
  });

  const client = (alert: Alert) => aClient({ therapist: therapistId('ana'), alerts: [alert] });
  const called = [therapistId('ben'), therapistId('ana')];

  it('has the step on record once, by the program', () => {
    const alert = low();
    const given = { alert: alert.id, status: 'reminded', at: monday, called: [] } as const;
    const once = escalateAlert(client(alert), given)!;
    expect(once.alerts[0]?.history).to.deep.equal([step('reminded', monday)]);
    expect(escalateAlert(once, given)).to.equal(undefined);
  });

  it('is opened to whom it calls, of danger alone, beside its own therapist', () => {
    const of = (alert: Alert) =>
      escalateAlert(client(alert), { alert: alert.id, status: 'escalated', at: monday, called })?.alerts[0];
    expect(of(danger(monday))?.called).to.deep.equal(['ben']);
    expect(of(low())).to.not.have.property('called');
  });

  it('changes nothing any more once somebody acted', () => {
    const alert: Alert = { ...low(), status: 'acknowledged' };
    const given = { alert: alert.id, status: 'escalated', at: monday, called } as const;
    expect(escalateAlert(client(alert), given)).to.equal(undefined);
  });
});
