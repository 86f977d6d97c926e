import { chosen } from '../../src/alerts/rule/chosen.ts';
import { weighByBound } from './create-bound.ts';
import type { Series } from './episodes.ts';
import { followAdapting, followEvidence, followFixed } from './follow-rule.ts';
import { delaysOf, delaysWithin, falseAlarmsOf, judge, type Judged, type Share } from './measure.ts';
import {
  asPublished,
  dropFromLast,
  dropFromOwnMean,
  fixedCutOff,
  smoothedDrop,
  type PlainRule,
} from './plain-rules.ts';
import { createRandom } from './random.ts';
import type { Scenario } from './scenarios.ts';
import { simulateClinics, type SimulatedClient } from './simulate.ts';
import { measureOwn, measureTruth, normsOf } from './truth.ts';
import { tuneBar } from './tune-bar.ts';

export const ruleNames = {
  ours: 'ours, as shipped',
  oursTuned: 'ours, at the same rate',
  oursRight: 'ours, right norms, not learning',
  cutOff: 'fixed cut-off',
  last: 'drop from the last session',
  published: 'competitor, as published',
  ownMean: 'drop from own mean',
  smoothed: 'EWMA of the shrunken z',
  learning: 'learning bound',
  oracle: 'oracle',
} as const;
export type RuleName = keyof typeof ruleNames;

export interface Measured {
  readonly falseAlarms: Share;
  /** For each rupture, weeks to the alert; `undefined`: not within six. */
  readonly delays: readonly (number | undefined)[];
}

export interface Result {
  readonly scenario: Scenario;
  readonly clients: readonly SimulatedClient[];
  readonly rules: Readonly<Record<RuleName, Measured>>;
  /** Raised floors in each answered week of clients without a rupture. */
  readonly floorRate: Share;
  /** Where some are low from the start: how many of those, and of the others, the floor found. */
  /** Share of the same weeks in which it is up, raised or not. */
  readonly standing: { readonly published: number };
  /** Of the EWMA, where it is set once, to the wanted rate in the usual scenario. */
  readonly smoothedOnce: Share;
  readonly floored: { readonly low: number; readonly others: number } | undefined;
}

export interface Settings {
  readonly clients: number;
  readonly seed: number;
  readonly falseAlarms: number;
}

/** The instrument's own; see instruments/. */
export const floor = { whole: 6, domain: 5 };

/** At which the EWMA has 2 % false alarms in the usual scenario. */
const smoothedBar = { threshold: 1.264, slack: 0.13 };

/** Every rule on the same clinics. */
export function runScenario(scenario: Scenario, { clients: count, seed, falseAlarms }: Settings): Result {
  const { process, told } = scenario;
  const truth = measureTruth(process, createRandom(seed + 1));
  const right = normsOf(truth);
  const norms = told ? told(right) : right;
  const clinics = simulateClinics(process, count, createRandom(seed));
  const clients = clinics.flat();
  const own = createRandom(seed + 2);

  const given = { floor, falseAlarms, ...(told && { assumed: norms }) };
  const shipped = clinics.flatMap((clinic) => followAdapting(clinic, given));
  const adapting = clinics.flatMap((clinic) => followEvidence(clinic, given));
  const fixed = clinics.flatMap((clinic) =>
    followFixed(clinic, { floor, threshold: -Infinity, norms: right }),
  );
  const plain = (rule: PlainRule): readonly Series[] =>
    clients.map(({ weeks }) => ({ weeks: weeks.map(({ week }) => week), values: rule(weeks) }));
  const bound = (isOracle: boolean): Measured => {
    const weighed = clients.map(({ weeks, joins, person }) => ({
      weeks: weeks.map(({ week }) => week),
      ...weighByBound(weeks, joins, {
        process,
        truth,
        own: isOracle ? measureOwn(person, process, truth, own) : undefined,
      }),
    }));
    const ever = tuned(weighed.map(({ weeks, ever }) => ({ weeks, values: ever })));
    const latest = tuned(weighed.map(({ weeks, lately }) => ({ weeks, values: lately })));
    return foundIn(ever, 6) > foundIn(latest, 6) ? ever : latest;
  };
  const tuned = (series: readonly Series[], slack?: number): Measured =>
    measured(judge(clients, series, tuneBar(clients, series, falseAlarms, slack)));

  const floors = clients.map((client, at) => ({ client, raised: shipped[at]?.floors ?? [] }));
  return {
    scenario,
    clients,
    rules: {
      ours: measured(clients.map((client, at) => ({ client, raised: shipped[at]?.raised ?? [] }))),
      oursTuned: tuned(adapting, chosen.slack),
      oursRight: tuned(fixed, chosen.slack),
      cutOff: tuned(plain(fixedCutOff)),
      last: tuned(plain(dropFromLast)),
      published: measured(judge(clients, plain(asPublished), { threshold: 0.5, slack: 0 })),
      ownMean: tuned(plain(dropFromOwnMean)),
      smoothed: tuned(plain(smoothedDrop(norms))),
      learning: bound(false),
      oracle: bound(true),
    },
    floorRate: falseAlarmsOf(floors),
    smoothedOnce: falseAlarmsOf(judge(clients, plain(smoothedDrop(norms)), smoothedBar)),
    standing: { published: upIn(clients, plain(asPublished)) },
    floored: process.low.share > 0 ? flooredOf(floors, process.mean[0] - process.low.by / 2) : undefined,
  };
}

function upIn(clients: readonly SimulatedClient[], series: readonly Series[]): number {
  const values = series.flatMap(({ values }, at) => (clients[at]?.rupture ? [] : values));
  return values.filter((value) => value > 0).length / values.length;
}

/** How many of the ruptures were found within so many weeks. */
const foundIn = ({ delays }: Measured, within: number): number =>
  delaysWithin(delays, within).filter(Boolean).length;

const measured = (judged: Judged): Measured => ({
  falseAlarms: falseAlarmsOf(judged),
  delays: delaysOf(judged, 6),
});

function flooredOf(floors: Judged, between: number): { readonly low: number; readonly others: number } {
  const share = (of: Judged): number => of.filter(({ raised }) => raised.length > 0).length / of.length;
  const isLow = ({ client }: Judged[number]): boolean =>
    client.person.level.reduce((sum, value) => sum + value, 0) / 3 < between;
  const stable = floors.filter(({ client }) => !client.rupture);
  return { low: share(stable.filter(isLow)), others: share(stable.filter((one) => !isLow(one))) };
}
