import { expect } from 'chai';
import { noteLooked } from '../../src/domain/note-looked.ts';
import { anAlert, at, clientWith, raisedAt } from './alert-builders.ts';

describe('noteLooked', () => {
  const sent = clientWith(anAlert());

  it('has the client told once of a look at what they sent', () => {
    expect(noteLooked(sent, at).looked).to.deep.equal({ at, told: false });
  });

  it('changes nothing where nothing was sent, or nothing since they looked before', () => {
    expect(noteLooked(clientWith(), at)).to.not.have.property('looked');
    const told = { ...sent, looked: { at, told: true } };
    expect(noteLooked(told, '2026-11-04T09:00:00.000Z')).to.equal(told);
  });

  it('has them told anew once something more has come', () => {
    const before = { ...sent, looked: { at: '2026-11-01T09:00:00.000Z', told: true } };
    expect(before.looked.at < raisedAt).to.equal(true);
    expect(noteLooked(before, at).looked).to.deep.equal({ at, told: false });
  });
});
