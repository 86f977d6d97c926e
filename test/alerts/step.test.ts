import { expect } from 'chai';
import { step } from '../../src/alerts/step.ts';
import { checkInId, clientId } from '../../src/domain/ids.ts';
import type { Score } from '../../src/domain/check-in.ts';

const at = '2026-11-23T19:00:00.000Z';
const scoring = {
  subscales: { goals: [], tasks: [], bond: [] },
  floor: { whole: 6, domain: 5 },
  roles: {},
  safety: [],
};
const checkIn = (score: Score) => ({
  id: checkInId('2026-11-23'),
  client: clientId('c'),
  instrument: { id: 'i', version: '1' },
  status: 'complete' as const,
  context: { homework: [], goal: [] },
  answers: {},
  score,
  wantsToTalk: false,
  begunAt: at,
  endsAt: at,
});
const lowIn = (score: Score) =>
  step(checkIn(score), scoring, at).map((piece) =>
    piece.kind === 'safety' ? '' : `${piece.domain} ${piece.value}<${piece.reference}`,
  );

describe('the floor', () => {
  for (const [score, expected] of [
    [{ goals: 8, tasks: 8, bond: 8, alliance: 8 }, []],
    [{ goals: 6, tasks: 6, bond: 6, alliance: 6 }, []],
    [{ goals: 5, tasks: 5, bond: 5, alliance: 5 }, ['whole 5<6']],
    [{ goals: 9, tasks: 9, bond: 4.5, alliance: 7.5 }, ['bond 4.5<5']],
    [
      { goals: 0, tasks: 2, bond: 3, alliance: 5 / 3 },
      ['whole 1.6666666666666667<6', 'goals 0<5', 'tasks 2<5', 'bond 3<5'],
    ],
    [{ goals: undefined, tasks: 9, bond: 9, alliance: undefined }, []],
    [{ goals: undefined, tasks: undefined, bond: undefined, alliance: undefined }, []],
  ] as const) {
    it(`finds ${JSON.stringify(expected)} in ${JSON.stringify(score)}`, () => {
      expect(lowIn(score)).to.deep.equal(expected);
    });
  }
});
