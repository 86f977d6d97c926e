import { expect } from 'chai';
import { callsForNotice } from '../../src/domain/calls-for-notice.ts';
import { allianceAlert, safetyAlert } from '../web/workspace/open-workspace.ts';

describe('an alert that its therapist is to be told of', () => {
  const low = allianceAlert();
  const concern = safetyAlert('words', 'concern');
  const urgent = safetyAlert('words', 'urgent');
  const seen = { ...low, status: 'acknowledged' } as const;
  const ids = (...given: Parameters<typeof callsForNotice>) => callsForNotice(...given).map(({ id }) => id);

  it('is one that was raised, is open again, or has become urgent', () => {
    expect(ids([], [low, urgent])).to.deep.equal([low.id, urgent.id]);
    expect(ids([seen], [low])).to.deep.equal([low.id]);
    expect(ids([concern], [urgent])).to.deep.equal([urgent.id]);
  });

  it('is none that stands as before, grows while it is open, was acknowledged or is gone', () => {
    const grown = { ...concern, evidence: [...concern.evidence, ...concern.evidence] };
    expect(ids([low, concern], [low, grown])).to.deep.equal([]);
    expect(ids([urgent], [urgent])).to.deep.equal([]);
    expect(ids([low], [seen])).to.deep.equal([]);
    expect(ids([low], [])).to.deep.equal([]);
  });
});
