import { expect } from 'chai';
import { closeAlert } from '../../src/domain/close-alert.ts';
import { therapistId } from '../../src/domain/ids.ts';
import { closeForGoneEvidence } from '../../src/domain/close-for-gone-evidence.ts';
import { action, anAlert, at, by, changed, clientWith, piece, step } from './alert-builders.ts';

const safety = anAlert({ kind: 'safety' });

describe('closeAlert', () => {
  it('closes an alert with who, when and the note', () => {
    const client = changed(closeAlert(clientWith(anAlert()), { ...action, note: 'repaired' }));
    expect(client.alerts[0]).to.deep.include({
      status: 'closed',
      history: [{ status: 'closed', by, at, note: 'repaired' }],
    });
  });

  it("has the client told that their therapist looked, and nothing of a colleague's look", () => {
    const own = changed(closeAlert(clientWith(anAlert()), action));
    expect(own.looked).to.deep.equal({ at, told: false });
    const colleague = { ...action, by: therapistId('t2') };
    expect(changed(closeAlert(clientWith(anAlert()), colleague))).to.not.have.property('looked');
  });

  it('closes no safety alert that nobody acknowledged', () => {
    const given = { ...action, alert: safety.id };
    expect(closeAlert(clientWith(safety), given)).to.deep.equal({ ok: false, reason: 'not-acknowledged' });
    const seen = { ...safety, status: 'acknowledged' as const, history: [step('acknowledged')] };
    expect(changed(closeAlert(clientWith(seen), given)).alerts[0]?.status).to.equal('closed');
  });

  it('closes nothing that grew since it was seen, and nothing twice', () => {
    const later = piece({ at: '2026-11-09T10:00:00.000Z' });
    const grown = clientWith(anAlert({ evidence: [piece(), later] }));
    expect(closeAlert(grown, action)).to.deep.equal({ ok: false, reason: 'changed-meanwhile' });
    const once = changed(closeAlert(clientWith(anAlert()), action));
    expect(closeAlert(once, action)).to.deep.equal({ ok: false, reason: 'unknown' });
  });

  it('always takes the last step, and keeps no more than sixty of them', () => {
    const history = Array.from({ length: 60 }, (_, place) =>
      step(place === 40 ? 'reminded' : 'acknowledged'),
    );
    const [alert] = changed(closeAlert(clientWith(anAlert({ history })), action)).alerts;
    expect(alert?.history).to.have.length(60);
    expect(alert?.history.map(({ status }) => status))
      .to.include('closed')
      .and.to.not.include('reminded');
  });
});

describe('closeForGoneEvidence', () => {
  it('closes an alliance alert in the name of the program', () => {
    const [alert] = closeForGoneEvidence(clientWith(anAlert()), anAlert().id, at).alerts;
    expect(alert).to.deep.include({
      status: 'closed',
      history: [{ status: 'closed', by: 'system', at, note: '' }],
    });
  });

  it('leaves safety alerts, and what is closed already, as they are', () => {
    const client = clientWith(safety, anAlert({ status: 'closed' }));
    expect(closeForGoneEvidence(client, safety.id, at)).to.equal(client);
    expect(closeForGoneEvidence(client, anAlert().id, at)).to.equal(client);
  });
});
