import { expect } from 'chai';
import { conditionHolds, type Given } from '../../src/domain/condition-holds.ts';
import type { Condition } from '../../src/domain/instrument.ts';

const one = { id: '1', title: 'One' };
const two = { id: '2', title: 'Two' };

describe('conditionHolds', () => {
  for (const [values, operator, value, holds] of [
    [[3], 'exists', true, true],
    [[3], 'exists', false, false],
    [[], 'exists', true, false],
    [[], 'exists', false, true],
    [[0], 'exists', true, true],
    [[false], 'exists', true, true],
    [['a'], '=', 'a', true],
    [['a', 'b'], '=', 'b', true],
    [['a'], '=', 'b', false],
    [[], '=', 'a', false],
    [[false], '=', false, true],
    [['a'], '!=', 'b', true],
    [['a', 'b'], '!=', 'b', false],
    [[], '!=', 'b', true],
    [[7], '>', 7, false],
    [[8], '>', 7, true],
    [[7], '>=', 7, true],
    [[6], '>=', 7, false],
    [[7], '<', 7, false],
    [[0], '<', 7, true],
    [[7], '<=', 7, true],
    [[8], '<=', 7, false],
    [[9, 1], '<', 3, true],
    [[], '<', 3, false],
    [['5'], '<', 7, false],
  ] as [Given['values'], Condition['operator'], Condition['value'], boolean][]) {
    it(`[${values.join(', ')}] ${operator} ${String(value)}: ${String(holds)}`, () => {
      expect(conditionHolds({ question: 'q', operator, value }, [{ linkId: 'q', values }])).to.equal(holds);
    });
  }

  const given: Given[] = [
    { linkId: 'q', subject: one, values: ['done'] },
    { linkId: 'q', subject: two, values: ['partly'] },
    { linkId: 'other', values: ['partly'] },
  ];
  const partly: Condition = { question: 'q', operator: '=', value: 'partly' };

  it('looks at any instance from outside, at the same one from inside', () => {
    expect(conditionHolds(partly, given)).to.equal(true);
    expect(conditionHolds(partly, given, one)).to.equal(false);
    expect(conditionHolds(partly, given, two)).to.equal(true);
  });

  it('looks at any instance from a group that is asked for something else, even under the same id', () => {
    expect(conditionHolds(partly, given, { id: '1', title: 'A goal' })).to.equal(true);
  });
});
