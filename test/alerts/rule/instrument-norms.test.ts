import { expect } from 'chai';
import { createAlertRules } from '../../../src/alerts/alert-rules.ts';
import { instrumentNorms } from '../../../src/alerts/rule/instrument-norms.ts';
import { assumedNorms, deviationOf } from '../../../src/alerts/rule/norms.ts';
import { noSignal, type Scores } from '../../../src/domain/signal.ts';
import { builtIn } from '../../helpers/built-in.ts';

describe('the norms of an instrument', () => {
  it('are the assumed ones where its scoring file has none', () => {
    expect(instrumentNorms({})).to.deep.equal(assumedNorms);
  });

  it('are those of its scoring file, domain by domain', () => {
    const { mean, between, within } = instrumentNorms({
      norms: { bond: { mean: 6, between: 2, within: 0.5 } },
    });
    expect(mean).to.deep.equal([7.5, 7.5, 6]);
    expect(Math.sqrt(between[2][2])).to.be.closeTo(2, 1e-9);
    expect(deviationOf({ within }, 'bond')).to.be.closeTo(0.5, 1e-9);
    expect(deviationOf({ within }, 'goals')).to.be.closeTo(0.9, 1e-9);
    const correlation = within[0][2] / Math.sqrt(within[0][0] * within[2][2]);
    expect(correlation).to.be.closeTo(0.45, 1e-9);
    expect(within[0][2]).to.equal(within[2][0]);
  });

  it('are what the alert rule starts from', () => {
    const calm = { mean: 8, between: 0.4, within: 0.2 };
    const { id, scoring } = builtIn();
    const finds = (norms: typeof scoring.norms): number => {
      const rule = createAlertRules().ruleFor({ id, scoring: { ...scoring, ...(norms && { norms }) } });
      let signal = noSignal;
      let raised = 0;
      for (const [week, level] of [8, 8, 8, 8, 8, 7, 7].entries()) {
        const scores: Scores = [level, level, level];
        const step = rule.step(signal, { week, scores });
        signal = step.signal;
        raised += step.raised.length;
      }
      return raised;
    };
    expect(finds(undefined)).to.equal(0);
    expect(finds({ goals: calm, tasks: calm, bond: calm })).to.equal(1);
  });
});
