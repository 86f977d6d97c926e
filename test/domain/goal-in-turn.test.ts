import { expect } from 'chai';
import type { CheckIn } from '../../src/domain/check-in.ts';
import type { Goal } from '../../src/domain/client.ts';
import { pastWeek } from '../../src/domain/past-week.ts';
import { goalInTurn } from '../../src/domain/goal-in-turn.ts';
import { checkInWith, contextOf, rated, skipped } from '../helpers/built-in.ts';

const goal = (id: string, more: Partial<Goal> = {}): Goal => ({
  id,
  title: `Goal ${id}`,
  agreedAt: '2026-10-01T09:00:00.000Z',
  ...more,
});
const week = (id: string, reached: 'answered' | 'skipped' | 'never'): CheckIn =>
  checkInWith(
    reached === 'never'
      ? { 'goals-same': rated(5) }
      : { [`goal-progress/${id}`]: reached === 'answered' ? rated(5) : skipped },
    { context: contextOf({ goal: [{ id, title: `Goal ${id}` }] }) },
  );

describe('goalInTurn', () => {
  for (const [what, goals, history, turn] of [
    ['no goal agreed', [], [], undefined],
    ['the first agreed comes first', [goal('a'), goal('b')], [], 'a'],
    ['each in turn', [goal('a'), goal('b'), goal('c')], [week('a', 'answered'), week('b', 'answered')], 'c'],
    ['and round again', [goal('a'), goal('b')], [week('a', 'answered'), week('b', 'answered')], 'a'],
    ['a skipped question was asked', [goal('a'), goal('b')], [week('a', 'skipped')], 'b'],
    ['one never reached keeps its turn', [goal('a'), goal('b')], [week('a', 'never')], 'a'],
    [
      'an ended goal is not asked about',
      [goal('a', { endedAt: '2026-11-01T09:00:00.000Z' }), goal('b')],
      [],
      'b',
    ],
    ['only ended goals', [goal('a', { endedAt: '2026-11-01T09:00:00.000Z' })], [], undefined],
    [
      'a new goal comes next',
      [goal('a'), goal('new')],
      [week('a', 'answered'), week('a', 'answered')],
      'new',
    ],
    [
      'an earlier goal’s weeks do not count',
      [goal('b'), goal('a')],
      [week('b', 'answered'), week('old', 'answered')],
      'a',
    ],
  ] as [string, Goal[], CheckIn[], string | undefined][]) {
    it(what, () => {
      expect(goalInTurn(goals, history.map(pastWeek))?.id).to.equal(turn);
    });
  }
});
