import { expect } from 'chai';
import { extensions, loadItems, type Raw } from '../../helpers/questionnaire.ts';

const within = (levels: number, more: object, inside: Raw = { linkId: 'inside' }): Raw =>
  levels === 0 ? inside : within(levels - 1, more, { linkId: `g${levels}`, item: [inside], ...more });
const faultsOf = (item: Raw): readonly string[] => {
  const loaded = loadItems([item]);
  return loaded.ok ? [] : loaded.faults;
};

describe('the size of a questionnaire', () => {
  const fortyTimes = {
    repeats: true,
    ...extensions({ 'questionnaire-minOccurs': { valueInteger: 40 } }),
  };
  const tooMany = 'questionnaire: asks for more than 5000 things, each group filled as often as it must be';

  it('is refused where groups within groups must be filled more often than a reply has time for', () => {
    expect(faultsOf(within(3, fortyTimes))).to.deep.equal([tooMany]);
    expect(faultsOf(within(2, fortyTimes))).to.deep.equal([]);
  });

  it('is refused where it has more items than that', () => {
    const item = Array.from({ length: 5000 }, (_, at) => ({ linkId: `q${at}` }));
    expect(faultsOf({ linkId: 'all', item })).to.deep.equal([tooMany]);
  });

  it('is refused, and nothing thrown, where items stand too deep within one another', function () {
    this.timeout(10_000);
    expect(faultsOf(within(50, {}))).to.deep.equal([]);
    expect(faultsOf(within(1500, {}))).to.deep.equal(['questionnaire: is nested too deeply']);
  });
});
