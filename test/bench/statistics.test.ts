import { expect } from 'chai';
import { median, quantile, spread } from '../../bench/turns/statistics.ts';

describe('the figures of the benchmark', () => {
  it('the median is the middle value, or halfway between two', () => {
    expect(median([3, 1, 2])).to.equal(2);
    expect(median([4, 1, 3, 2])).to.equal(2.5);
    expect(() => median([])).to.throw(RangeError);
  });

  it('a quantile is the value that so many are not above', () => {
    const values = Array.from({ length: 20 }, (_, at) => 20 - at);
    expect(quantile(values, 0.95)).to.equal(19);
    expect(quantile(values, 0)).to.equal(1);
    expect(quantile(values, 1)).to.equal(20);
  });

  it('a spread names the median, the lowest and the highest', () => {
    expect(spread([1.234, 3, 2], 1)).to.equal('2.0 (1.2–3.0)');
  });
});
