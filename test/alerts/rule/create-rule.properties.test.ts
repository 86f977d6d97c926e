import { expect } from 'chai';
import fc from 'fast-check';
import { createRule } from '../../../src/alerts/rule/create-rule.ts';
import { noSignal, type Scores, type Signal, type SignalWeek } from '../../../src/domain/signal.ts';

const rule = createRule({ floor: { whole: 6, domain: 5 } });
const score = fc.oneof(
  fc.constant(null),
  fc.constantFrom(0, 10),
  fc.double({ min: 0, max: 10, noNaN: true }),
);
const scores: fc.Arbitrary<Scores> = fc.tuple(score, score, score);
/** Weeks in order, some missed, some far apart. */
const history: fc.Arbitrary<readonly SignalWeek[]> = fc
  .array(fc.tuple(fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant(500)), scores), { maxLength: 30 })
  .map((steps) => {
    let week = 0;
    return steps.map(([later, scores]) => ({ week: (week += later), scores }));
  });

describe('the alert rule, whatever is answered', () => {
  it('gives finite numbers inside the scale', () => {
    fc.assert(
      fc.property(history, (weeks) => {
        let signal: Signal = noSignal;
        for (const week of weeks) {
          const step = rule.step(signal, week);
          ({ signal } = step);
          for (const { value, reference, usual, over, since } of step.standing) {
            for (const one of [value, reference, usual?.low ?? 0, usual?.high ?? 10])
              expect(one).to.be.within(0, 10);
            expect(over).to.be.within(1, 1_000);
            expect(since).to.be.at.most(week.week);
          }
        }
        expect(signal.settled.sum.every(Number.isFinite)).to.equal(true);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  it('leaves the signal it was given as it was, and answers the same again', () => {
    fc.assert(
      fc.property(history, scores, (weeks, latest) => {
        const signal = weeks.reduce<Signal>((signal, week) => rule.step(signal, week).signal, noSignal);
        const before = JSON.stringify(signal);
        const week = { week: (weeks.at(-1)?.week ?? 0) + 1, scores: latest };
        const first = rule.step(signal, week);
        expect(JSON.stringify(signal)).to.equal(before);
        expect(rule.step(signal, week)).to.deep.equal(first);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('goes on as well from a signal that was stored and read again', () => {
    fc.assert(
      fc.property(history, (weeks) => {
        let [kept, stored]: [Signal, Signal] = [noSignal, noSignal];
        for (const week of weeks) {
          kept = rule.step(kept, week).signal;
          stored = JSON.parse(JSON.stringify(rule.step(stored, week).signal)) as Signal;
        }
        expect(stored).to.deep.equal(kept);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('remembers no more after 1,000 weeks than twelve of them and their sums', () => {
    let signal: Signal = noSignal;
    for (let week = 1; week <= 1_000; week += 1)
      ({ signal } = rule.step(signal, { week, scores: [(week * 7) % 11, 7 + (week % 3) / 3, 8] }));
    expect(signal.weeks).to.have.length(12);
    expect(JSON.stringify(signal).length).to.be.below(1_500);
  });
});
