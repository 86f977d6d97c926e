import { createRule } from '../../src/alerts/rule/create-rule.ts';
import { noSignal, type Signal } from '../../src/domain/signal.ts';
import { usual } from './process.ts';
import { createRandom } from './random.ts';
import { floor } from './run-scenario.ts';
import { answer, drawPerson } from './simulate.ts';

const histories = [10, 100, 1_000, 10_000];
const repeats = 400;
const rounds = 9;

/**
 * What one more week costs after histories of several lengths, beside reading and writing the same signal as JSON. Rounds
 * are interleaved, medians are shown.
 */
export function measureSpeed(): string {
  const rule = createRule({ floor });
  const process = { ...usual, missing: 0, leftOut: 0 };
  const random = createRandom(1);
  const cases = histories.map((length) => {
    const weeks = answer(drawPerson(process, random), process, random, { joins: 0, until: length + 1 });
    const signal = weeks
      .slice(0, -1)
      .reduce<Signal>((signal, week) => rule.step(signal, week).signal, noSignal);
    const last = weeks.at(-1) ?? { week: length, scores: [8, 8, 8] as const };
    return { length, signal, last, own: [] as number[], copy: [] as number[] };
  });
  for (let round = 0; round < rounds; round += 1)
    for (const { signal, last, own, copy } of cases) {
      own.push(microseconds(() => rule.step(signal, last)));
      copy.push(microseconds(() => JSON.parse(JSON.stringify(signal)) as unknown));
    }
  return [
    'weeks before  µs for one more  JSON round trip of the signal, µs  bytes of the signal',
    ...cases.map(({ length, signal, own, copy }) =>
      [
        String(length).padStart(12),
        median(own).toFixed(1).padStart(16),
        median(copy).toFixed(1).padStart(35),
        String(JSON.stringify(signal).length).padStart(20),
      ].join(' '),
    ),
  ].join('\n');
}

function microseconds(work: () => unknown): number {
  const started = performance.now();
  for (let nth = 0; nth < repeats; nth += 1) work();
  return (1000 * (performance.now() - started)) / repeats;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
