import { expect } from 'chai';
import { discussAlert } from '../../src/domain/discuss-alert.ts';
import { noteSteps } from '../../src/domain/alert-history.ts';
import { action, anAlert, changed, clientWith, piece, step } from './alert-builders.ts';

const said = { ...action, found: ['felt-unheard'], done: ['owned-my-part'] } as const;

describe('discussAlert', () => {
  it('records what was found and done, in the order in which it is offered, with words', () => {
    const client = changed(
      discussAlert(clientWith(anAlert()), {
        ...action,
        found: ['trouble-outside', 'task-did-not-fit'],
        done: ['agreed-to-watch', 'changed-the-task'],
        note: ' They were tired. ',
      }),
    );
    expect(client.alerts[0]).to.deep.include({
      status: 'discussed',
      history: [
        {
          status: 'discussed',
          by: action.by,
          at: action.at,
          note: 'They were tired.',
          found: ['task-did-not-fit', 'trouble-outside'],
          done: ['changed-the-task', 'agreed-to-watch'],
        },
      ],
    });
  });

  it('adds a step when it is changed, and keeps the one before', () => {
    const once = changed(discussAlert(clientWith(anAlert()), said));
    const twice = changed(discussAlert(once, { ...said, done: ['explained-the-reason'] }));
    expect(twice.alerts[0]?.history.map((one) => 'done' in one && one.done)).to.deep.equal([
      ['owned-my-part'],
      ['explained-the-reason'],
    ]);
  });

  it('changes nothing when the same is sent again', () => {
    const once = changed(discussAlert(clientWith(anAlert()), said));
    expect(changed(discussAlert(once, { ...said, at: '2026-11-03T09:00:05.000Z' }))).to.equal(once);
  });

  it('is taken again, with the same words, for an alert that grew since', () => {
    const once = changed(discussAlert(clientWith(anAlert()), said));
    const [alert] = once.alerts;
    const grown = { ...once, alerts: [{ ...alert!, status: 'open' as const }] };
    expect(changed(discussAlert(grown, said)).alerts[0]?.history).to.have.length(2);
  });

  it('leaves out what is not said of alerts of this kind', () => {
    const safety = clientWith(anAlert({ kind: 'safety' }));
    const alert = anAlert({ kind: 'safety' }).id;
    const change = discussAlert(safety, { ...said, alert, found: ['felt-unheard', 'no-danger-found'] });
    expect(changed(change).alerts[0]?.history[0]).to.deep.include({ found: ['no-danger-found'], done: [] });
  });

  it('refuses to record nothing, what was not seen, an unknown alert, and a text that is too long', () => {
    const empty = { ...action, found: [], done: [] };
    const client = clientWith(anAlert());
    expect(discussAlert(client, empty)).to.deep.equal({ ok: false, reason: 'empty' });
    const later = piece({ at: '2026-11-09T10:00:00.000Z' });
    const grown = clientWith(anAlert({ evidence: [piece(), later] }));
    expect(discussAlert(grown, said)).to.deep.equal({ ok: false, reason: 'changed-meanwhile' });
    expect(discussAlert(clientWith(), said)).to.deep.equal({ ok: false, reason: 'unknown' });
    expect(discussAlert(client, { ...said, note: 'x'.repeat(2001) })).to.deep.equal({
      ok: false,
      reason: 'too-long',
    });
  });

  it('takes no further change past so many steps, and a first one all the same', () => {
    const history = Array.from({ length: noteSteps }, () => step('acknowledged'));
    const full = changed(discussAlert(clientWith(anAlert({ status: 'acknowledged', history })), said));
    expect(full.alerts[0]?.history).to.have.length(noteSteps + 1);
    expect(discussAlert(full, { ...said, note: 'more' })).to.deep.equal({ ok: false, reason: 'full' });
  });
});
