import type { Signal, Triple } from '../../domain/signal.ts';
import { chosen, type Chosen } from './chosen.ts';
import {
  applied,
  combined,
  dot,
  inverseOfLower,
  lowerOf,
  mapped,
  none,
  scaled,
  squared,
  times,
  transposed,
} from './matrix.ts';
import { assumedNorms, type Matrix, type Norms } from './norms.ts';
import { meanDeviation, roomFor } from './room.ts';
import { usualScores } from './usual-scores.ts';

/** Steps from one week to another that are longer count as so long, in squared deviations: most are breaks. */
const longest = 10;
/** What a normal deviate loses by that. */
const clipped = 1.04;
/** Share of a week's variance that is rounding and mood, and does not carry over. Chosen. */
const unshared = 0.2;
const rounds = 4;

/**
 * Norms from a clinic's own clients, with the assumed ones counting as a few more. Spread and autocorrelation come from
 * how far apart a client's weeks lie that follow each other, so that neither levels nor slow changes enter; the few
 * breaks among them are kept from counting in full.
 * @param signals one for each client, in any order
 */
export function learnNorms(
  signals: readonly Signal[],
  assumed: Norms = assumedNorms,
  { assumedFor }: Pick<Chosen, 'assumedFor'> = chosen,
): Norms {
  const pairs = signals.flatMap((signal) => pairsOf(signal, assumed));
  let { within, autocorrelation } = assumed;
  let typical = { 1: 1, 2: 1 };
  for (let round = 0; round < rounds; round += 1) {
    const sums = sumOf(pairs, within, typical);
    const ratio =
      sums[1].typical > 0 && sums[2].typical > 0 ? sums[2].typical / sums[1].typical : 1 + autocorrelation;
    const count = Math.min(sums[1].count, sums[2].count);
    autocorrelation =
      (autocorrelationAt(ratio) * count + assumed.autocorrelation * assumedFor.pairsForAutocorrelation) /
      (count + assumedFor.pairsForAutocorrelation);
    const apart = { 1: 2 * (1 - autocorrelation), 2: 2 * (1 - autocorrelation) * clamp(ratio, 1, mostRatio) };
    const mass = sums[1].room * apart[1] + sums[2].room * apart[2] + assumedFor.pairs * apart[1];
    const products = plus(
      plus(sums[1].products, sums[2].products),
      scaled(assumed.within, assumedFor.pairs * apart[1]),
    );
    typical = { 1: sums[1].typical || typical[1], 2: sums[2].typical || typical[2] };
    within = notUnder(scaled(products, 1 / mass));
  }
  return {
    ...levelsOf(signals, { ...assumed, within, autocorrelation }, assumedFor.clients),
    within,
    autocorrelation,
  };
}

/** Whole-number answers alone vary by about as much, whatever a clinic's clients do. */
const leastVariance = 0.09;

function notUnder([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix {
  const lacking = Math.max(0, leastVariance - Math.min(a, e, i));
  return [
    [a + lacking, b, c],
    [d, e + lacking, f],
    [g, h, i + lacking],
  ];
}

/** Two answered weeks of one client, one or two weeks apart. */
interface Pair {
  readonly apart: 1 | 2;
  readonly step: Triple;
  readonly level: Triple;
}

function pairsOf(signal: Signal, assumed: Norms): readonly Pair[] {
  const level = usualScores(signal, assumed);
  const weeks = signal.weeks.flatMap(({ week, scores: [goals, tasks, bond] }) =>
    goals === null || tasks === null || bond === null ? [] : [{ week, at: [goals, tasks, bond] as const }],
  );
  return weeks.flatMap((one, place) =>
    weeks.slice(place + 1, place + 3).flatMap((next): readonly Pair[] => {
      const apart = next.week - one.week;
      if (apart !== 1 && apart !== 2) return [];
      return [{ apart, level, step: mapped(next.at, (value, domain) => value - one.at[domain]) }];
    }),
  );
}

type Row = [number, number, number];
type Mutable = [Row, Row, Row];

interface Sum {
  count: number;
  /** The room that the scale's ends left, in pairs. */
  room: number;
  products: Mutable;
  /** Half the mean squared distance, in each dimension. */
  typical: number;
}

function sumOf(
  pairs: readonly Pair[],
  within: Matrix,
  before: Readonly<Record<1 | 2, number>>,
): Record<1 | 2, Sum> {
  const deviation = meanDeviation({ within });
  const inverse = inverseOfLower(lowerOf(within));
  const precision = times(transposed(inverse), inverse);
  const empty = (): Sum => ({
    count: 0,
    room: 0,
    products: [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
    typical: 0,
  });
  const sums = { 1: empty(), 2: empty() };
  for (const { apart, step, level } of pairs) {
    const room = roomFor(level, deviation);
    const distance = dot(step, applied(precision, step));
    const long = distance / room / (2 * before[apart]);
    const counts = clipped * (long > longest ? longest / long : 1);
    const sum = sums[apart];
    sum.count += 1;
    sum.room += room;
    sum.typical += counts * distance;
    const [x, y, z] = step;
    const [first, second, third] = sum.products;
    first[0] += counts * x * x;
    first[1] += counts * x * y;
    first[2] += counts * x * z;
    second[1] += counts * y * y;
    second[2] += counts * y * z;
    third[2] += counts * z * z;
  }
  for (const {
    products: [first, second, third],
  } of [sums[1], sums[2]]) {
    second[0] = first[1];
    third[0] = first[2];
    third[1] = second[2];
  }
  for (const sum of [sums[1], sums[2]]) sum.typical = sum.room > 0 ? sum.typical / sum.room / 6 : 0;
  return sums;
}

const plus = (a: Matrix, b: Matrix): Matrix => combined(a, b, (x, y) => x + y);
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

const mostCarried = 0.9;
const ratioAt = (carried: number): number =>
  (unshared + (1 - unshared) * (1 - carried * carried)) / (unshared + (1 - unshared) * (1 - carried));
const mostRatio = ratioAt(0.85);

/** From how much further apart weeks lie that are two weeks apart than those that are one. */
function autocorrelationAt(ratio: number): number {
  // the ratio grows with what is carried over up to about 0.85
  let [low, high] = [0, 0.85];
  for (let halving = 0; halving < 20; halving += 1) {
    const middle = (low + high) / 2;
    if (ratioAt(middle) < ratio) low = middle;
    else high = middle;
  }
  return Math.min(mostCarried, low) * (1 - unshared);
}

/** Mean and covariance of clients' levels, less what a mean of few weeks varies by itself. */
function levelsOf(
  signals: readonly Signal[],
  { mean: first, between: before, within, autocorrelation }: Norms,
  assumedClients: number,
): Pick<Norms, 'mean' | 'between'> {
  const clients = signals.flatMap(({ weeks, settled }) => {
    const complete = weeks.flatMap(({ scores: [goals, tasks, bond] }) =>
      goals === null || tasks === null || bond === null ? [] : [[goals, tasks, bond] as const],
    );
    const count = settled.count + complete.length;
    if (count < 2) return [];
    const sum = complete.reduce<Triple>(
      (sum, at) => mapped(at, (value, domain) => sum[domain] + value),
      settled.sum,
    );
    return [
      {
        mean: mapped(sum, (value) => value / count),
        unsure: Math.min(1, (1 + autocorrelation) / (1 - autocorrelation) / count),
      },
    ];
  });
  const all = clients.length + assumedClients;
  const mean = mapped(
    first,
    (value, domain) =>
      (clients.reduce((sum, client) => sum + client.mean[domain], 0) + assumedClients * value) / all,
  );
  const unsure = clients.reduce((sum, client) => sum + client.unsure, 0);
  const spread = clients.reduce(
    (sum, client) => plus(sum, squared(mapped(client.mean, (value, domain) => value - mean[domain]))),
    none,
  );
  const raw = combined(
    spread,
    combined(within, before, (own, other) => assumedClients * other - unsure * own),
    (x, y) => (x + y) / all,
  );
  return { mean, between: sound(raw) };
}

/** Levels vary by at least a third of a point, and correlate between 0 and 0.9. */
function sound(raw: Matrix): Matrix {
  const deviations = mapped([raw[0][0], raw[1][1], raw[2][2]], (value) => Math.sqrt(Math.max(value, 0.1)));
  const correlated = ([a, b, c]: Triple, own: 0 | 1 | 2): Triple =>
    mapped([a, b, c], (value, other) => {
      const product = deviations[own] * deviations[other];
      return own === other ? product : clamp(value / product, 0, 0.9) * product;
    });
  return [correlated(raw[0], 0), correlated(raw[1], 1), correlated(raw[2], 2)];
}
