import type { Bar, Series } from './episodes.ts';
import { delaysOf, falseAlarmsOf, judge } from './measure.ts';
import type { SimulatedClient } from './simulate.ts';

/** Slacks that are tried, in deviations of the series' finite values. */
const slacks = [0, 0.1, 0.25, 0.5, 1];

/** The bar at which stable clients have so many false alarms; of several slacks the one that finds most. */
export function tuneBar(
  clients: readonly SimulatedClient[],
  series: readonly Series[],
  falseAlarms: number,
  slack?: number,
): Bar {
  const values = series.flatMap(({ values }) => values.filter(Number.isFinite)).sort((a, b) => a - b);
  const at = (share: number): number => values[Math.floor(share * (values.length - 1))] ?? 0;
  const deviation = (at(0.84) - at(0.16)) / 2;
  const tried = (slack === undefined ? slacks.map((one) => one * deviation) : [slack]).map((slack) => {
    let [low, high] = [at(0.5), (values.at(-1) ?? 0) + deviation];
    for (let halving = 0; halving < 18; halving += 1) {
      const threshold = (low + high) / 2;
      if (falseAlarmsOf(judge(clients, series, { threshold, slack })).value > falseAlarms) low = threshold;
      else high = threshold;
    }
    return { threshold: high, slack };
  });
  const foundBy = (bar: Bar): number =>
    delaysOf(judge(clients, series, bar), 6).filter((delay) => delay !== undefined).length;
  return tried.reduce((best, bar) => (foundBy(bar) > foundBy(best) ? bar : best));
}
