import { mapped } from '../../src/alerts/rule/matrix.ts';
import type { Scores, SignalWeek, Triple } from '../../src/domain/signal.ts';
import { heightAt, ruptures, ruptureSizes, type Process, type RuptureShape } from './process.ts';
import type { Random } from './random.ts';

export interface Rupture {
  readonly shape: RuptureShape;
  /** Points in each domain at its height. */
  readonly by: Triple;
  readonly onset: number;
}

/** One client as they answer. */
export interface Person {
  readonly level: Triple;
  /** Of their weeks, beside everybody's. */
  readonly spread: number;
  /** Whole numbers they choose between. */
  readonly step: 1 | 2;
  /** How far they stretch their answers from the middle. */
  readonly stretch: number;
}

export interface SimulatedClient {
  readonly id: string;
  readonly person: Person;
  readonly joins: number;
  readonly rupture: Rupture | undefined;
  /** Answered weeks. */
  readonly weeks: readonly SignalWeek[];
}

export type Clinic = readonly SimulatedClient[];

/** The week of an onset is at least so many after a client joined, and so many before the last one. */
const margin = 8;

/** Clinics until they have so many clients together. */
export function simulateClinics(process: Process, clients: number, random: Random): readonly Clinic[] {
  const clinics: Clinic[] = [];
  for (let left = clients; left > 0;) {
    const { least, most } = process.clinic;
    const size = Math.min(left, least + Math.floor(random.uniform() * (most - least + 1)));
    left -= size;
    clinics.push(Array.from({ length: size }, (_, at) => simulateClient(String(at), process, random)));
  }
  return clinics;
}

function simulateClient(id: string, process: Process, random: Random): SimulatedClient {
  const person = drawPerson(process, random);
  const joins = Math.floor(random.uniform() * process.joining);
  const rupture = random.uniform() < process.ruptured ? drawRupture(process, joins, random) : undefined;
  return { id, person, joins, rupture, weeks: answer(person, process, random, { joins, rupture }) };
}

export function drawPerson(process: Process, random: Random): Person {
  const { mean, between, low, spreads, styles } = process;
  const shared = random.normal();
  const lower = random.uniform() < low.share ? low.by : 0;
  const of = (domain: 0 | 1 | 2): number =>
    mean[domain] -
    lower +
    between.deviation *
      (Math.sqrt(between.correlation) * shared + Math.sqrt(1 - between.correlation) * random.normal());
  const level: Triple = [of(0), of(1), of(2)];
  const variance = Math.log(1 + spreads ** 2);
  const style = random.uniform();
  return {
    level,
    spread: Math.exp(Math.sqrt(variance) * random.normal() - variance / 2),
    step: style < styles.even ? 2 : 1,
    stretch: style >= styles.even && style < styles.even + styles.extreme ? 1.5 : 1,
  };
}

function drawRupture(process: Process, joins: number, random: Random): Rupture {
  const pick = <T>(from: readonly T[], otherwise: T): T =>
    from[Math.floor(random.uniform() * from.length)] ?? otherwise;
  const shape = pick(ruptures, 'acute');
  const size = pick(ruptureSizes, 2);
  const only = pick([0, 1, 2], 0);
  const by = (domain: 0 | 1 | 2): number =>
    shape === 'one' && domain !== only ? 0 : size * process.within.deviation[domain];
  const first = joins + margin;
  return {
    shape,
    by: [by(0), by(1), by(2)],
    onset: first + Math.floor(random.uniform() * Math.max(1, process.weeks - margin - first)),
  };
}

interface Span {
  readonly joins: number;
  readonly rupture?: Rupture | undefined;
  /** Instead of the process's last week. */
  readonly until?: number;
}

/** A client's answered weeks. */
export function answer(
  person: Person,
  process: Process,
  random: Random,
  { joins, rupture, until = process.weeks }: Span,
): readonly SignalWeek[] {
  const { within, autocorrelation, lasting, tails, missing, missingWhenBad, leftOut } = process;
  const together = Math.sqrt(within.correlation);
  const apart = Math.sqrt(1 - within.correlation);
  const draw = (): Triple => {
    const shared = random.heavy(tails);
    return mapped([0, 0, 0], () => together * shared + apart * random.heavy(tails));
  };
  const carry = (old: Triple | undefined, carried: number): Triple => {
    const fresh = draw();
    return old
      ? mapped(fresh, (value, domain) => carried * old[domain] + Math.sqrt(1 - carried ** 2) * value)
      : fresh;
  };
  const weeks: SignalWeek[] = [];
  let brief: Triple | undefined;
  let mood: Triple | undefined;
  for (let week = joins; week < until; week += 1) {
    brief = carry(brief, autocorrelation);
    if (lasting > 0) mood = carry(mood, 0.9);
    const height = rupture ? heightAt(rupture.shape, week - rupture.onset) : 0;
    const off: number[] = [];
    const score = (domain: 0 | 1 | 2): number => {
      const deviation = within.deviation[domain] * person.spread;
      const moved =
        deviation *
          (Math.sqrt(1 - lasting) * (brief?.[domain] ?? 0) + Math.sqrt(lasting) * (mood?.[domain] ?? 0)) -
        height * (rupture?.by[domain] ?? 0);
      off.push(moved / within.deviation[domain]);
      return rated(person, person.level[domain] + moved, process, random);
    };
    const scores: Scores = [score(0), score(1), score(2)];
    const bad = off.reduce((sum, value) => sum + value, 0) / 3 < -1;
    if (random.uniform() < Math.min(0.9, missing * (bad ? missingWhenBad : 1))) continue;
    const keep = (score: number | null): number | null => (random.uniform() < leftOut ? null : score);
    const kept: Scores = [keep(scores[0]), keep(scores[1]), keep(scores[2])];
    if (kept.some((value) => value !== null)) weeks.push({ week, scores: kept });
  }
  return weeks;
}

/** The mean of a domain's items, each a whole number that the person chooses. */
function rated({ step, stretch }: Person, at: number, process: Process, random: Random): number {
  let total = 0;
  for (let item = 0; item < process.items; item += 1) {
    const meant = 5 + stretch * (at + process.itemDeviation * random.normal() - 5);
    total += Math.min(10, Math.max(0, Math.round(meant / step) * step));
  }
  return total / process.items;
}
