import { none } from '../../src/alerts/rule/matrix.ts';
import type { Matrix, Norms } from '../../src/alerts/rule/norms.ts';
import type { SignalWeek, Triple } from '../../src/domain/signal.ts';
import type { Process } from './process.ts';
import type { Random } from './random.ts';
import { answer, drawPerson, type Person } from './simulate.ts';

/** What is so of a process while nothing breaks, with all that items, rounding, styles and the scale's ends do to it. */
export interface Truth {
  readonly mean: Triple;
  readonly between: Matrix;
  /** Covariance of one client's weeks that are so many weeks apart. */
  readonly lags: readonly Matrix[];
  /** Mean variance of the weeks, over domains and clients. */
  readonly variance: number;
  /** Clients' own spreads beside that, one for each fifth of them; one where they hardly differ. */
  readonly spreads: readonly number[];
}

/** Where one client's scores lie, and how far they spread beside everybody's. */
export interface Own {
  readonly level: Triple;
  readonly spread: number;
}

const length = 250;
/** Spreads that differ by less count as one: so much comes from measuring. */
const alike = 0.12;
/** Somebody who always answers 10 has no spread at all. */
const leastSpread = 0.25;

/** By simulating many stable clients for a long time. */
export function measureTruth(process: Process, random: Random, people = 400): Truth {
  const all = Array.from({ length: people }, () => measured(drawPerson(process, random), process, random));
  const mean = triple((domain) => average(all.map(({ level }) => level[domain])));
  const between = matrix((a, b) =>
    average(all.map(({ level }) => (level[a] - mean[a]) * (level[b] - mean[b]))),
  );
  const lags = Array.from({ length: process.weeks }, (_, lag) => {
    const one = matrix((a, b) =>
      average(
        all.map(({ off }) => {
          let sum = 0;
          for (let at = lag; at < length; at += 1) sum += (off[at]?.[a] ?? 0) * (off[at - lag]?.[b] ?? 0);
          return sum / length;
        }),
      ),
    );
    return matrix((a, b) => (one[a][b] + one[b][a]) / 2);
  });
  const first = lags[0] ?? none;
  const variance = (first[0][0] + first[1][1] + first[2][2]) / 3;
  const spreads = all.map((one) => Math.sqrt(one.variance / variance)).sort((a, b) => a - b);
  const varied = Math.sqrt(average(spreads.map((value) => (value - 1) ** 2)));
  const fifths = [0.1, 0.3, 0.5, 0.7, 0.9].map((at) =>
    Math.max(leastSpread, spreads[Math.floor(at * people)] ?? 1),
  );
  return { mean, between, lags, variance, spreads: varied > alike ? fifths : [1] };
}

/** One client's own truth. */
export function measureOwn(person: Person, process: Process, truth: Truth, random: Random): Own {
  const { level, variance } = measured(person, process, random);
  return {
    level,
    spread: truth.spreads.length > 1 ? Math.max(leastSpread, Math.sqrt(variance / truth.variance)) : 1,
  };
}

/** What a rule can be told of it. */
export function normsOf({ mean, between, lags }: Truth): Norms {
  const [within = none, next = none] = lags;
  const trace = (m: Matrix): number => m[0][0] + m[1][1] + m[2][2];
  return { mean, between, within, autocorrelation: Math.max(0, trace(next) / trace(within)) };
}

interface Measured {
  readonly level: Triple;
  readonly variance: number;
  readonly off: readonly Triple[];
}

function measured(person: Person, process: Process, random: Random): Measured {
  const weeks = answer(person, { ...process, missing: 0, leftOut: 0 }, random, { joins: 0, until: length });
  const at = ({ scores }: SignalWeek, domain: 0 | 1 | 2): number => scores[domain] ?? 0;
  const level = triple((domain) => average(weeks.map((week) => at(week, domain))));
  const off = weeks.map((week) => triple((domain) => at(week, domain) - level[domain]));
  return { level, off, variance: average(off.map(([a, b, c]) => (a * a + b * b + c * c) / 3)) };
}

const triple = (of: (domain: 0 | 1 | 2) => number): Triple => [of(0), of(1), of(2)];
const matrix = (of: (a: 0 | 1 | 2, b: 0 | 1 | 2) => number): Matrix => [
  triple((b) => of(0, b)),
  triple((b) => of(1, b)),
  triple((b) => of(2, b)),
];
const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
