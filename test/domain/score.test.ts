import { expect } from 'chai';
import type { Answers } from '../../src/domain/check-in.ts';
import { score } from '../../src/domain/score.ts';
import { builtIn, rated, sixRatings, skipped } from '../helpers/built-in.ts';

const instrument = builtIn();

describe('score', () => {
  const missing = { goals: undefined, tasks: undefined, bond: undefined, alliance: undefined };
  const all = sixRatings([8, 6, 5, 5, 9, 10]);
  for (const [what, answers, scores] of [
    [
      'means of the ratings, and their mean',
      all,
      { goals: 7, tasks: 5, bond: 9.5, alliance: (7 + 5 + 9.5) / 3 },
    ],
    ['nothing answered is missing', {}, missing],
    ['0 is a score', sixRatings(0), { goals: 0, tasks: 0, bond: 0, alliance: 0 }],
    [
      'one of two answered is its mean',
      { 'goals-same': rated(4), 'goals-fit': skipped },
      { ...missing, goals: 4 },
    ],
    ['skipped is missing, not 0', { 'bond-care': skipped, 'bond-open': skipped }, missing],
    [
      'without one subscale there is no alliance',
      { ...all, 'tasks-sense': skipped, 'tasks-useful': skipped },
      { goals: 7, tasks: undefined, bond: 9.5, alliance: undefined },
    ],
    [
      'homework and progress count for nothing',
      { 'homework-difficulty': rated(1), 'goal-progress/g1': rated(1) },
      missing,
    ],
  ] as [string, Answers, object][]) {
    it(what, () => {
      expect(score(instrument, answers)).to.deep.equal(scores);
    });
  }

  it('brings another range to 0–10', () => {
    const items = instrument.items.map((item) =>
      item.answer.kind === 'rating' ? { ...item, answer: { ...item.answer, min: 1, max: 5 } } : item,
    );
    expect(score({ ...instrument, items }, sixRatings([1, 1, 3, 3, 5, 5]))).to.deep.equal({
      goals: 0,
      tasks: 5,
      bond: 10,
      alliance: 5,
    });
  });
});
