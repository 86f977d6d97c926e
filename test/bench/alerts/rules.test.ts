import { expect } from 'chai';
import { chosen } from '../../../src/alerts/rule/chosen.ts';
import { compound } from '../../../src/alerts/rule/norms.ts';
import { thresholdFor } from '../../../src/alerts/rule/threshold.ts';
import type { SignalWeek } from '../../../src/domain/signal.ts';
import { weighByBound } from '../../../bench/alerts/create-bound.ts';
import { raisedWeeks } from '../../../bench/alerts/episodes.ts';
import { followAdapting, followEvidence } from '../../../bench/alerts/follow-rule.ts';
import { delaysOf, falseAlarmsOf, ratioOf, shareOf } from '../../../bench/alerts/measure.ts';
import { asPublished, dropFromLast, fixedCutOff } from '../../../bench/alerts/plain-rules.ts';
import { usual } from '../../../bench/alerts/process.ts';
import { createRandom } from '../../../bench/alerts/random.ts';
import { simulateClinics, type SimulatedClient } from '../../../bench/alerts/simulate.ts';
import { measureTruth, type Truth } from '../../../bench/alerts/truth.ts';

const weeksOf = (...values: readonly number[]): readonly SignalWeek[] =>
  values.map((value, week) => ({ week, scores: [value, value, value] }));

describe('episodes', () => {
  const series = { weeks: [1, 2, 3, 5, 6, 7], values: [0, 3, 1.5, 1.7, 0, 3] };
  it('begin over the threshold and are raised again only after they went away', () => {
    expect(raisedWeeks(series, { threshold: 2, slack: 1 })).to.deep.equal([2, 7]);
    expect(raisedWeeks(series, { threshold: 1.6, slack: 0 })).to.deep.equal([2, 5, 7]);
  });

  it('are the ones that replay raises, from the evidence alone', () => {
    const [clinic = []] = simulateClinics({ ...usual, weeks: 20 }, 40, createRandom(1));
    const floor = { whole: 6, domain: 5 };
    const raised = followAdapting(clinic, { floor }).map(({ raised }) => raised);
    const bar = { threshold: thresholdFor(0.02), slack: chosen.slack };
    expect(followEvidence(clinic, { floor }).map((one) => raisedWeeks(one, bar))).to.deep.equal(raised);
    expect(raised.flat()).to.not.be.empty;
  });
});

describe('rules beside ours', () => {
  it('the cut-off goes by the week, the drop by the last one', () => {
    expect(fixedCutOff(weeksOf(8, 5))).to.deep.equal([-8, -5]);
    expect(dropFromLast(weeksOf(8, 5, 6))).to.deep.equal([-Infinity, 3, -1]);
  });

  it('the published one is under 36 of 40, or a point of 40 under the last session', () => {
    expect(asPublished(weeksOf(9, 8.9, 10, 9.8, 9.5))).to.deep.equal([0, 1, 0, 0, 1]);
  });
});

describe('the bounds', () => {
  const within = compound(1, 0);
  const truth: Truth = {
    mean: [7, 7, 7],
    between: compound(1, 0),
    lags: [within],
    variance: 1,
    spreads: [1],
  };
  const process = { ...usual, within: { deviation: [1, 1, 1] as const, correlation: 0 } };
  const [first] = weighByBound(weeksOf(5), 0, {
    process,
    truth,
    own: { level: [7, 7, 7], spread: 1 },
  }).ever;

  it('weigh one week of a known client as one works it out by hand', () => {
    // a fall of `size` in all three, or in one, beside none: exp(2 · size · places − places · size² / 2)
    const ratio = (places: number): number =>
      [1.5, 2, 2.5, 3].reduce((sum, size) => sum + Math.exp(places * (2 * size - size ** 2 / 2)), 0) / 4;
    // a slide is at a sixth in its first week
    const slide =
      [1.5, 2, 2.5, 3].reduce((sum, size) => sum + Math.exp(3 * ((2 * size) / 6 - (size / 6) ** 2 / 2)), 0) /
      4;
    expect(first).to.be.closeTo(Math.log((2 * ratio(3) + ratio(1) + slide) / 4), 1e-9);
  });

  it('are less sure where the level has to be learned', () => {
    const [unknown] = weighByBound(weeksOf(5), 0, { process, truth, own: undefined }).ever;
    expect(unknown).to.be.below(first ?? 0);
  });
});

describe('what is measured', () => {
  const client = (onset: number | undefined): SimulatedClient => ({
    id: '',
    person: { level: [7, 7, 7], spread: 1, step: 1, stretch: 1 },
    joins: 0,
    rupture: onset === undefined ? undefined : { shape: 'acute', by: [2, 2, 2], onset },
    weeks: weeksOf(7, 7, 7, 7, 7),
  });
  const judged = [
    { client: client(undefined), raised: [3] },
    { client: client(undefined), raised: [] },
    { client: client(10), raised: [2, 12] },
    { client: client(10), raised: [16] },
  ];

  it('false alarms are counted in each answered week of stable clients', () => {
    const { value, low, high } = falseAlarmsOf(judged);
    expect(value).to.equal(0.1);
    expect([low, high].map((one) => one.toFixed(3))).to.deep.equal(['0.000', '0.239']);
  });

  it('a rupture is found by what is raised between its onset and six weeks later', () => {
    expect(delaysOf(judged, 6)).to.deep.equal([2, undefined]);
  });

  it('shares and ratios have intervals', () => {
    const { value, low, high } = shareOf([true, true, true, false]);
    expect([value, low, high].map((one) => one.toFixed(2))).to.deep.equal(['0.75', '0.30', '0.95']);
    expect(ratioOf([true, false, true, true], [true, true, true, true]).value).to.equal(0.75);
  });
});

describe('simulated clinics', () => {
  it('are the same for the same seed, and miss as many weeks as they should', () => {
    const one = simulateClinics(usual, 200, createRandom(5));
    expect(simulateClinics(usual, 200, createRandom(5))).to.deep.equal(one);
    const answered = one.flat().reduce((sum, { weeks }) => sum + weeks.length, 0);
    expect(answered / 200 / usual.weeks).to.be.within(0.67, 0.73);
  });

  it('have the spread that their process asks for, with what items and rounding add', () => {
    const { lags, between, mean } = measureTruth(
      { ...usual, weeks: 2, mean: [5, 5, 5] },
      createRandom(6),
      100,
    );
    expect(mean[0]).to.be.within(4.6, 5.4);
    expect(Math.sqrt(between[0][0])).to.be.within(1, 1.4);
    expect(lags[0]?.[0][0]).to.be.closeTo(0.75 ** 2 + (0.5 ** 2 + 1 / 12) / 2, 0.03);
    expect(lags[1]?.[0][0]).to.be.closeTo(0.25 * 0.75 ** 2, 0.03);
  });
});
