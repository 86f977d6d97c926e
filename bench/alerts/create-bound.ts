import type { SignalWeek, Triple } from '../../src/domain/signal.ts';
import { heightAt, ruptures, ruptureSizes, type Process, type RuptureShape } from './process.ts';
import type { Own, Truth } from './truth.ts';

/** One way a rupture may have begun, with what the weeks since say of it. */
interface Hypothesis {
  readonly shape: RuptureShape;
  readonly onset: number;
  readonly by: Triple;
  /** First row that it touches. */
  readonly from: number;
  /** Its rows, made independent as the scores are. */
  readonly white: number[];
  hold: number;
  pull: number;
}

export interface BoundSettings {
  readonly process: Process;
  readonly truth: Truth;
  /** The client's own truth: the oracle. Without it, level and spread are integrated out: the learning bound. */
  readonly own: Own | undefined;
}

/** Logarithms of the ratio after each of the client's weeks. */
export interface BoundSeries {
  /** A rupture may have begun in any week so far. */
  readonly ever: readonly number[];
  /** It began in the latest six. */
  readonly lately: readonly number[];
}

const lately = 6;

/**
 * A mixture of likelihood ratios that is told what no rule can know: the exact covariance of all weeks, the ruptures'
 * shapes and sizes, and that they end. Takes scores to be normal. Shares no code with the rule.
 */
export function weighByBound(
  weeks: readonly SignalWeek[],
  joins: number,
  { process, truth, own }: BoundSettings,
): BoundSeries {
  const spreads = own ? [own.spread] : truth.spreads;
  const parts = spreads.map((spread) => weighAt(weeks, joins, { process, truth, own }, spread));
  const over = (which: 'ever' | 'lately'): readonly number[] =>
    weeks.map((_, at) => {
      let [changed, unchanged] = [0, 0];
      const most = Math.max(...parts.map((part) => part[at]?.unchanged ?? 0));
      for (const part of parts) {
        const likelihood = Math.exp((part[at]?.unchanged ?? 0) - most);
        unchanged += likelihood;
        changed += likelihood * (part[at]?.[which] ?? 0);
      }
      return Math.log(changed / unchanged);
    });
  return { ever: over('ever'), lately: over('lately') };
}

/** Likelihood ratios. */
interface Weighed {
  readonly ever: number;
  readonly lately: number;
  /** Logarithm of the likelihood without a rupture. */
  readonly unchanged: number;
}

function weighAt(
  weeks: readonly SignalWeek[],
  joins: number,
  { process, truth, own }: BoundSettings,
  spread: number,
): readonly Weighed[] {
  const mean = own?.level ?? truth.mean;
  const rows: { week: number; domain: 0 | 1 | 2 }[] = [];
  const lower: number[][] = [];
  const whitened: number[] = [];
  let hypotheses: Hypothesis[] = [];
  let next = joins;
  let unchanged = 0;

  const covariance = (one: { week: number; domain: 0 | 1 | 2 }, week: number, domain: 0 | 1 | 2): number => {
    const within = truth.lags[week - one.week]?.[one.domain][domain] ?? 0;
    return spread * spread * within + (own ? 0 : truth.between[one.domain][domain]);
  };

  function take(week: number, domain: 0 | 1 | 2, score: number): void {
    const row: number[] = [];
    let left = covariance({ week, domain }, week, domain);
    let off = score - mean[domain];
    for (let at = 0; at < rows.length; at += 1) {
      const other = lower[at] ?? [];
      let value = covariance(rows[at]!, week, domain);
      for (let k = 0; k < at; k += 1) value -= row[k]! * other[k]!;
      value /= other[at]!;
      row.push(value);
      left -= value * value;
      off -= value * whitened[at]!;
    }
    const diagonal = Math.sqrt(Math.max(left, 1e-9));
    row.push(diagonal);
    const z = off / diagonal;
    for (const one of hypotheses) {
      let value = -heightAt(one.shape, week - one.onset) * one.by[domain];
      for (let k = 0; k < one.white.length; k += 1) value -= row[one.from + k]! * one.white[k]!;
      value /= diagonal;
      one.white.push(value);
      one.hold += value * value;
      one.pull += value * z;
    }
    rows.push({ week, domain });
    lower.push(row);
    whitened.push(z);
    unchanged -= Math.log(diagonal) + (z * z) / 2;
  }

  return weeks.map(({ week, scores }) => {
    for (; next <= week; next += 1) hypotheses.push(...begun(next, rows.length, process));
    hypotheses = hypotheses.filter(({ shape, onset }) => heightAt(shape, week - onset) > 0);
    for (const domain of [0, 1, 2] as const) {
      const score = scores[domain];
      if (score !== null) take(week, domain, score);
    }
    const all = { ever: 0, lately: 0 };
    for (const { shape, onset, hold, pull } of hypotheses) {
      let ratio = 0;
      for (const size of ruptureSizes) ratio += Math.exp(size * pull - (size * size * hold) / 2);
      ratio /= ruptureSizes.length * ruptures.length * (shape === 'one' ? 3 : 1);
      all.ever += ratio;
      if (onset > week - lately) all.lately += ratio;
    }
    return { ...all, unchanged };
  });
}

/** What may have begun in this week, by one deviation. */
function begun(onset: number, from: number, { within: { deviation } }: Process): readonly Hypothesis[] {
  const one = (shape: RuptureShape, by: Triple): Hypothesis => ({
    shape,
    onset,
    by,
    from,
    white: [],
    hold: 0,
    pull: 0,
  });
  const [goals, tasks, bond] = deviation;
  return ruptures.flatMap((shape) =>
    shape === 'one'
      ? [one(shape, [goals, 0, 0]), one(shape, [0, tasks, 0]), one(shape, [0, 0, bond])]
      : [one(shape, deviation)],
  );
}
