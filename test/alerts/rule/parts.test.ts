import { expect } from 'chai';
import { completeScores } from '../../../src/alerts/rule/complete-scores.ts';
import { assumedNorms, compound } from '../../../src/alerts/rule/norms.ts';
import { roomAt } from '../../../src/alerts/rule/room.ts';
import { acceptable, thresholdFor } from '../../../src/alerts/rule/threshold.ts';
import { usualScores } from '../../../src/alerts/rule/usual-scores.ts';
import { weighChange, type Model } from '../../../src/alerts/rule/weigh-change.ts';

describe('thresholdFor', () => {
  it('asks for less, the more false alarms are accepted', () => {
    const asked = [0.001, 0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2].map(thresholdFor);
    expect(asked).to.deep.equal([...asked].sort((a, b) => b - a));
    expect(new Set(asked).size).to.equal(asked.length);
  });

  it('keeps to its ends beyond them', () => {
    expect(thresholdFor(1e-9)).to.equal(thresholdFor(acceptable.least));
    expect(thresholdFor(1)).to.equal(thresholdFor(acceptable.most));
  });
});

describe('completeScores', () => {
  const usual = [8, 7, 9] as const;
  const { within } = assumedNorms;
  it('leaves a complete week as it is, and has nothing for an empty one', () => {
    expect(completeScores([1, 2, 3], usual, within)).to.deep.equal([1, 2, 3]);
    expect(completeScores([null, null, null], usual, within)).to.equal(undefined);
  });

  it('expects a missing domain where it usually is when the others are as usual', () => {
    expect(completeScores([8, null, 9], usual, within)).to.deep.equal([8, 7, 9]);
  });

  it('expects it lower by as much as they hang together when the others are lower', () => {
    const [, , bond] = completeScores([6, null, null], usual, compound(1, 0.5)) ?? [];
    expect(bond).to.be.closeTo(8, 1e-9);
    const [, tasks] = completeScores([6, null, 7], usual, compound(1, 0.5)) ?? [];
    expect(tasks).to.be.closeTo(7 - 4 / 3, 1e-9);
  });
});

describe('usualScores', () => {
  it('is a mean in which the norm counts as one week and a missing domain not at all', () => {
    const weeks = [
      { week: 1, scores: [9, null, 6] as const },
      { week: 2, scores: [9, null, 6] as const },
    ];
    const settled = { count: 0, sum: [0, 0, 0] as const };
    expect(usualScores({ weeks, settled }, { mean: [6, 7, 6] })).to.deep.equal([8, 7, 6]);
  });
});

describe('roomAt', () => {
  it('is all of it in the middle, less near an end, and never none', () => {
    expect(roomAt([5, 5, 5], assumedNorms)).to.be.above(0.99);
    expect(roomAt([9.5, 9.5, 9.5], assumedNorms)).to.be.within(0.3, 0.7);
    expect(roomAt([10, 10, 10], assumedNorms)).to.equal(0.2);
    expect(roomAt([0, 0, 0], assumedNorms)).to.equal(0.2);
  });
});

describe('weighChange', () => {
  const model: Model = {
    shapes: [{ kind: 'drop', weight: 1, at: (since) => (since < 0 ? 0 : 1) }],
    places: [{ domain: 'whole', weight: 1, unit: [1, 0, 0] }],
    sizes: [2],
    onsets: 1,
    before: 1,
    mostWeeks: 4,
    autocorrelation: 0,
    alike: Infinity,
  };
  const week = (number: number, value: number) => ({ week: number, at: [value, 0, 0] as const });
  const level = { mean: [0, 0, 0] as const, variance: [1, 1, 1] as const };

  it('is the ratio that one works out by hand, the level integrated out', () => {
    // the second week, given the first at 1, is 0.5 with variance 1.5; with a fall of 2, −1.5
    const log = weighChange([week(1, 1), week(2, -2)], level, model)?.log;
    expect(log).to.be.closeTo((2.5 ** 2 - 0.5 ** 2) / (2 * 1.5), 1e-9);
  });

  it('is worth less, the more a week hangs together with the one before', () => {
    const weeks = [week(1, -1), week(2, -2)];
    const one = weighChange(weeks, level, model)?.log ?? NaN;
    const together = weighChange(weeks, level, { ...model, autocorrelation: 0.6 })?.log ?? NaN;
    expect(together).to.be.below(one);
  });

  it('is worth less, the less is known of a client’s spread', () => {
    const weeks = [week(1, 0), week(2, -4)];
    const known = weighChange(weeks, level, model)?.log ?? NaN;
    expect(weighChange(weeks, level, { ...model, alike: 5 })?.log).to.be.below(known);
    expect(weighChange(weeks, level, { ...model, alike: 1e9 })?.log).to.be.closeTo(known, 1e-3);
  });

  it('is worth more, the more weeks were missed in which it may have begun, up to a bound', () => {
    const after = (gap: number): number =>
      weighChange([week(1, 0), week(1 + gap, -1)], level, model)?.log ?? NaN;
    expect(after(2) - after(1)).to.be.closeTo(Math.log(2), 1e-9);
    expect(after(40) - after(1)).to.be.closeTo(Math.log(4), 1e-9);
  });

  it('has nothing to weigh before there are weeks enough', () => {
    expect(weighChange([week(1, -5)], level, model)).to.equal(undefined);
  });
});
