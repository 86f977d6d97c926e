import { chosen, type Chosen } from '../../src/alerts/rule/chosen.ts';
import { replay } from '../../src/alerts/replay.ts';
import type { Series } from './episodes.ts';
import { followEvidence } from './follow-rule.ts';
import { delaysOf, delaysWithin, falseAlarmsOf, judge } from './measure.ts';
import { createRandom } from './random.ts';
import { floor, type Settings } from './run-scenario.ts';
import { tuning } from './scenarios.ts';
import { simulateClinics, type Clinic, type SimulatedClient } from './simulate.ts';

/** A little less than is accepted, since processes outside the family tend to have more. */
const ofAccepted = 0.9;

const rates = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2];

/** Each constant's neighbours. */
const neighbours: readonly Partial<Chosen>[] = [
  { latestWeeks: 9 },
  { onsets: 4 },
  { onsets: 8 },
  { before: 2 },
  { before: 3 },
  { mostWeeks: 1 },
  { mostWeeks: 8 },
  { alike: 10 },
  { alike: 40 },
  { alike: Infinity },
  { kept: 0.95 },
  { kept: 1 },
  { askedAtTheEnds: 1 },
  { askedAtTheEnds: 3 },
  { slack: 0 },
  { slack: 0.2 },
  { slack: 0.8 },
  { sizes: [1, 2, 3] },
  { sizes: [2] },
  { sizes: [2, 3, 5] },
  { together: 0.4 },
  { together: 0.8 },
  { further: 1 },
  { further: 1.5 },
  { dipsBefore: 0 },
  { dipsBefore: 0.02 },
  { dipsBefore: 0.1 },
  { assumedFor: { ...chosen.assumedFor, clients: 4 } },
  { assumedFor: { ...chosen.assumedFor, clients: 16 } },
  { assumedFor: { ...chosen.assumedFor, pairs: 15 } },
  { assumedFor: { ...chosen.assumedFor, pairs: 60 } },
  { assumedFor: { ...chosen.assumedFor, pairsForAutocorrelation: 75 } },
  { assumedFor: { ...chosen.assumedFor, pairsForAutocorrelation: 300 } },
];

interface Case {
  readonly name: string;
  readonly clinics: readonly Clinic[];
  readonly clients: readonly SimulatedClient[];
}

/**
 * On the tuning family: the thresholds at which stable clients have nine tenths of the accepted false alarms in the middle of its scenarios,
 * and how the rule does with each chosen constant's neighbours, at one false-alarm rate over the family.
 */
export function tune({ clients: count, seed, falseAlarms }: Settings, say: (words: string) => void): string {
  const cases = tuning.map(({ name, process }): Case => {
    const clinics = simulateClinics(process, count, createRandom(seed + 10));
    return { name, clinics, clients: clinics.flat() };
  });
  const seriesWith = (constants: Chosen): readonly (readonly Series[])[] =>
    cases.map(({ clinics }) => clinics.flatMap((clinic) => followEvidence(clinic, { floor, constants })));

  say('thresholds');
  const series = seriesWith(chosen);
  const lines = ['accepted  threshold  real rates over the tuning family, by command'];
  for (const rate of rates) {
    const threshold = thresholdAt(cases, series, ofAccepted * rate, chosen.slack);
    const real = ratesAt(cases, series, threshold, chosen.slack).map((value) => (100 * value).toFixed(2));
    lines.push(`${String(rate).padEnd(9)} ${threshold.toFixed(2).padStart(9)}  ${real.join(' ')}`);
  }
  say(lines.join('\n'));
  lines.push('', 'accepted  real rates as shipped');
  for (const rate of rates) {
    const real = cases.map((one) => (100 * shippedRate(one, rate)).toFixed(2));
    lines.push(`${String(rate).padEnd(9)} ${real.join(' ')}`);
  }

  lines.push('', 'constants: found ≤ 3 / ≤ 6 weeks, lowest and highest real rate');
  for (const changed of [{}, ...neighbours]) {
    const constants = { ...chosen, ...changed };
    const name = JSON.stringify(changed);
    say(name);
    const own = seriesWith(constants);
    const threshold = thresholdAt(cases, own, falseAlarms, constants.slack);
    const real = ratesAt(cases, own, threshold, constants.slack);
    const delays = cases.flatMap(({ clients }, at) =>
      delaysOf(judge(clients, own[at] ?? [], { threshold, slack: constants.slack }), 6),
    );
    const found = (within: number): string =>
      ((100 * delaysWithin(delays, within).filter(Boolean).length) / delays.length).toFixed(1);
    lines.push(
      `${found(3)} / ${found(6)}  ${(100 * Math.min(...real)).toFixed(2)}–${(100 * Math.max(...real)).toFixed(2)}  ${name === '{}' ? 'as chosen' : name}`,
    );
  }
  return lines.join('\n');
}

const ratesAt = (
  cases: readonly Case[],
  series: readonly (readonly Series[])[],
  threshold: number,
  slack: number,
): readonly number[] =>
  cases.map(({ clients }, at) => falseAlarmsOf(judge(clients, series[at] ?? [], { threshold, slack })).value);

/** Where the geometric mean of the scenarios' rates is the wanted one. */
function thresholdAt(
  cases: readonly Case[],
  series: readonly (readonly Series[])[],
  wanted: number,
  slack: number,
): number {
  // under 0 evidence stands nearly always, and is raised seldom again
  let [low, high] = [0, 12];
  for (let halving = 0; halving < 12; halving += 1) {
    const middle = (low + high) / 2;
    const real = ratesAt(cases, series, middle, slack);
    const mean = real.reduce((sum, rate) => sum + Math.log(Math.max(rate, 1e-6)), 0) / real.length;
    if (mean > Math.log(wanted)) low = middle;
    else high = middle;
  }
  return high;
}

function shippedRate({ clinics }: Case, falseAlarms: number): number {
  let [alarms, weeks] = [0, 0];
  for (const clinic of clinics) {
    const stable = new Map(
      clinic.filter(({ rupture }) => !rupture).map(({ id, weeks }) => [id, weeks.length]),
    );
    for (const length of stable.values()) weeks += length;
    const raised = replay(new Map(clinic.map(({ id, weeks }) => [id, weeks])), { floor, falseAlarms });
    alarms += raised.filter(({ client, finding }) => finding.kind !== 'floor' && stable.has(client)).length;
  }
  return alarms / weeks;
}
