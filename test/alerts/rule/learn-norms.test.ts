import { expect } from 'chai';
import { createRule } from '../../../src/alerts/rule/create-rule.ts';
import { learnNorms } from '../../../src/alerts/rule/learn-norms.ts';
import { assumedNorms, compound, deviationOf, type Norms } from '../../../src/alerts/rule/norms.ts';
import { noSignal, type Signal } from '../../../src/domain/signal.ts';
import { usual, type Process } from '../../../bench/alerts/process.ts';
import { createRandom } from '../../../bench/alerts/random.ts';
import { simulateClinics } from '../../../bench/alerts/simulate.ts';

const rule = createRule({ floor: { whole: 6, domain: 5 } });

function learned(process: Process, clients: number, assumed?: Norms): Norms {
  const [clinic = []] = simulateClinics(
    { ...process, clinic: { least: clients, most: clients } },
    clients,
    createRandom(2),
  );
  const signals = clinic.map(({ weeks }) =>
    weeks.reduce<Signal>((signal, week) => rule.step(signal, week).signal, noSignal),
  );
  return learnNorms(signals, assumed);
}
/** Deviation of one domain's weeks, with what two items of whole numbers add. */
const deviationIn = (latent: number): number => Math.sqrt(latent ** 2 + (0.5 ** 2 + 1 / 12) / 2);

describe('norms learned from a clinic', () => {
  it('are the assumed ones while there is nobody to learn from', () => {
    const { mean, within, autocorrelation } = learnNorms([]);
    expect(mean).to.deep.equal(assumedNorms.mean);
    within
      .flat()
      .forEach((value, at) => expect(value).to.be.closeTo(assumedNorms.within.flat()[at] ?? 0, 1e-9));
    expect(autocorrelation).to.be.closeTo(assumedNorms.autocorrelation, 1e-9);
  });

  const different: Process = {
    ...usual,
    mean: [6, 7, 8],
    within: { deviation: [1.2, 0.9, 0.6], correlation: 0.4 },
    between: { deviation: 0.9, correlation: 0.5 },
  };
  for (const [name, process] of [
    ['steady clients', { ...usual, within: { deviation: [0.5, 0.5, 0.5], correlation: 0.5 } }],
    ['unsteady clients', { ...usual, within: { deviation: [1.2, 1.2, 1.2], correlation: 0.5 } }],
    ['domains that differ', different],
  ] as const)
    it(`are near the truth of ${name}, though three in ten have a rupture`, () => {
      const norms = learned(process, 120);
      (['goals', 'tasks', 'bond'] as const).forEach((domain, at) => {
        const truth = deviationIn(process.within.deviation[at] ?? 0);
        expect(deviationOf(norms, domain) / truth).to.be.within(0.87, 1.15);
        expect(norms.mean[at]).to.be.closeTo(process.mean[at] ?? 0, 0.4);
      });
    });

  it('tell weeks that hang together from weeks that do not', () => {
    const [apart, together] = [0, 0.6].map(
      (autocorrelation) => learned({ ...usual, autocorrelation }, 120).autocorrelation,
    );
    expect(apart).to.be.below(0.17);
    expect(together).to.be.above(0.3);
  });

  it('outweigh assumed ones that are wrong by a third', () => {
    const wrong: Norms = {
      ...assumedNorms,
      mean: [5, 5, 5],
      within: compound(0.6, 0.45),
      between: compound(0.8, 0.7),
    };
    const norms = learned(usual, 120, wrong);
    expect(deviationOf(norms, 'goals') / deviationIn(0.75)).to.be.within(0.87, 1.12);
    expect(norms.mean[0]).to.be.closeTo(7.5, 0.4);
  });

  it('go through where everybody always answers the same', () => {
    const signals = Array.from({ length: 50 }, () =>
      Array.from({ length: 20 }).reduce<Signal>(
        (signal, _, week) => rule.step(signal, { week, scores: [10, 10, 10] }).signal,
        noSignal,
      ),
    );
    const { mean, within, between } = learnNorms(signals);
    for (const value of [mean, within, between].flat(2)) expect(value).to.satisfy(Number.isFinite);
    expect(() => createRule({ floor: { whole: 6, domain: 5 }, norms: learnNorms(signals) })).to.not.throw();
    expect(Math.min(within[0][0], within[1][1], within[2][2])).to.be.above(0);
  });
});
