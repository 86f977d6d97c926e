import { raisedWeeks, type Bar, type Series } from './episodes.ts';
import type { SimulatedClient } from './simulate.ts';

/** Each client with what a rule makes of them. */
export type Judged = readonly { readonly client: SimulatedClient; readonly raised: readonly number[] }[];

export interface Share {
  readonly value: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
}

export function judge(clients: readonly SimulatedClient[], series: readonly Series[], bar: Bar): Judged {
  return clients.map((client, at) => {
    const one = series[at];
    return { client, raised: one ? raisedWeeks(one, bar) : [] };
  });
}

/**
 * Alerts newly raised in each answered week of clients without a rupture. The interval takes clients as drawn, since the
 * weeks of one hang together.
 */
export function falseAlarmsOf(judged: Judged): Share {
  const stable = judged.filter(({ client }) => !client.rupture);
  let [alarms, weeks] = [0, 0];
  for (const { client, raised } of stable) {
    alarms += raised.length;
    weeks += client.weeks.length;
  }
  const value = alarms / weeks;
  const squares = stable.reduce(
    (sum, { client, raised }) => sum + (raised.length - value * client.weeks.length) ** 2,
    0,
  );
  const error = Math.sqrt(squares) / weeks;
  return { value, low: Math.max(0, value - 1.96 * error), high: value + 1.96 * error };
}

/** Weeks from each rupture's onset to the first alert newly raised in it, at most so many. */
export function delaysOf(judged: Judged, within: number): readonly (number | undefined)[] {
  return judged.flatMap(({ client: { rupture }, raised }) =>
    rupture ? [raised.map((week) => week - rupture.onset).find((delay) => delay >= 0 && delay < within)] : [],
  );
}

/** Wilson's interval. */
export function shareOf(found: readonly boolean[]): Share {
  const n = found.length;
  const value = found.filter(Boolean).length / n;
  const z = 1.96;
  const middle = (value + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((value * (1 - value)) / n + (z * z) / (4 * n * n));
  return { value, low: middle - half, high: middle + half };
}

/** Of two rules on the same ruptures, one's share beside the other's, with what it may be off by (95 %). */
export function ratioOf(one: readonly boolean[], other: readonly boolean[]): { value: number; off: number } {
  const n = one.length;
  const a = one.filter(Boolean).length / n;
  const b = other.filter(Boolean).length / n;
  const value = a / b;
  const squares = one.reduce((sum, found, at) => sum + (Number(found) - value * Number(other[at])) ** 2, 0);
  return { value, off: (1.96 * Math.sqrt(squares)) / (n * b) };
}

/** Of delays: whether each is within so many weeks. */
export const delaysWithin = (delays: readonly (number | undefined)[], within: number): readonly boolean[] =>
  delays.map((delay) => delay !== undefined && delay < within);
