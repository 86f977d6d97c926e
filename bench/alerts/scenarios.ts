import type { Norms } from '../../src/alerts/rule/norms.ts';
import { scaled } from '../../src/alerts/rule/matrix.ts';
import { usual, type Process } from './process.ts';

export interface Scenario {
  readonly name: string;
  readonly process: Process;
  /** What rules that need norms are told, made from the true ones; without it ours begins as it is shipped. */
  readonly told?: (truth: Norms) => Norms;
}

const scenario = (name: string, changed: Partial<Process> = {}): Scenario => ({
  name,
  process: { ...usual, ...changed },
});
const spread = (deviation: number): Process['within'] => ({
  deviation: [deviation, deviation, deviation],
  correlation: 0.5,
});

/** Normal weeks with autocorrelation: the processes on which constants may be chosen. */
export const tuning: readonly Scenario[] = [
  scenario('usual'),
  scenario('nobody breaks', { ruptured: 0 }),
  scenario('10 % of weeks missing', { missing: 0.1 }),
  scenario('50 % of weeks missing', { missing: 0.5 }),
  scenario('steady clients', { within: spread(0.5) }),
  scenario('unsteady clients', { within: spread(1.1) }),
  scenario('no autocorrelation', { autocorrelation: 0 }),
  scenario('autocorrelation 0.5', { autocorrelation: 0.5 }),
  scenario('1 item a domain', { items: 1 }),
  scenario('3 items a domain', { items: 3 }),
  scenario('ceiling', { mean: [9, 9, 9] }),
  scenario('low from the start', { low: { share: 0.15, by: 3.5 } }),
];

/** Processes on which nothing was chosen. */
export const reporting: readonly Scenario[] = [
  scenario('heavy tails', { tails: 5 }),
  scenario('spreads differ', { spreads: 0.35 }),
  scenario('response styles', { styles: { even: 0.25, extreme: 0.25 } }),
  scenario('missing when bad', { missing: 0.25, missingWhenBad: 2.5 }),
  scenario('domains differ', {
    mean: [6.8, 7.2, 8.6],
    within: { deviation: [1, 0.8, 0.55], correlation: 0.35 },
  }),
  scenario('lasting moods', { autocorrelation: 0, lasting: 0.35 }),
  scenario('clinics of 5 to 30', { clinic: { least: 5, most: 30 } }),
  scenario('clients join later', { joining: 14 }),
  scenario('low clinic', { mean: [5.5, 5.5, 5.5], between: { deviation: 1.6, correlation: 0.6 } }),
  {
    ...scenario('told: spread a third too small'),
    told: (norms) => ({ ...norms, within: scaled(norms.within, 4 / 9) }),
  },
  {
    ...scenario('told: spread a third too large'),
    told: (norms) => ({ ...norms, within: scaled(norms.within, 16 / 9) }),
  },
  {
    ...scenario('told: levels a third too alike'),
    told: (norms) => ({ ...norms, between: scaled(norms.between, 4 / 9) }),
  },
  {
    ...scenario('told: levels a third too unlike'),
    told: (norms) => ({ ...norms, between: scaled(norms.between, 16 / 9) }),
  },
  { ...scenario('told: mean a third too low'), told: (norms) => ({ ...norms, mean: [5, 5, 5] }) },
  { ...scenario('told: mean a third too high'), told: (norms) => ({ ...norms, mean: [10, 10, 10] }) },
  {
    ...scenario('told: spread a third too small, clinics of 5 to 30', { clinic: { least: 5, most: 30 } }),
    told: (norms) => ({ ...norms, within: scaled(norms.within, 4 / 9) }),
  },
];
