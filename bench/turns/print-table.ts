import { median, quantile, spread } from './statistics.ts';

/** What was measured of one server, one value for each round; `waits` one for each turn, in milliseconds. */
export interface Measured {
  readonly name: string;
  readonly perSecond: readonly number[];
  readonly cpu: readonly number[];
  readonly waits: readonly number[];
}

/** One line for each; the ratio is of the first to this one, taken round by round. */
export function printTable(all: readonly Measured[]): void {
  const first = all[0]?.perSecond ?? [];
  console.table(
    Object.fromEntries(
      all.map(({ name, perSecond, cpu, waits }) => [
        name,
        {
          'turns/s': spread(perSecond, 0),
          ratio: spread(
            first.map((own, round) => own / (perSecond[round] ?? Number.NaN)),
            2,
          ),
          'CPU ms/turn': median(cpu).toFixed(2),
          'wait ms p50': median(waits).toFixed(1),
          'wait ms p95': quantile(waits, 0.95).toFixed(1),
        },
      ]),
    ),
  );
}
