import { recoveryKnownAt, type AlertLine } from './alert-line.ts';
import type { Instant } from './ids.ts';

/** How the alerts raised in some time have fared. */
export interface AlertCounts {
  readonly raised: number;
  /** A person has acted on it. */
  readonly seen: number;
  readonly discussed: number;
  /** By a person. */
  readonly closed: number;
  readonly byItself: number;
  /** Of those raised four weeks ago or longer, of which it is `known`. */
  readonly recovered: { readonly count: number; readonly known: number };
  /** Median milliseconds from raised to seen, of those seen; absent when none was. */
  readonly toSeen?: number;
}

/** Counts these alerts at this time; their order does not matter. */
export function countAlerts(lines: readonly AlertLine[], now: Instant): AlertCounts {
  const known = lines.filter(
    ({ raisedAt, recovered }) => recovered !== undefined && recoveryKnownAt(raisedAt) <= now,
  );
  const waits = lines.flatMap(({ raisedAt, seenAt }) =>
    seenAt === undefined ? [] : [Date.parse(seenAt) - Date.parse(raisedAt)],
  );
  const toSeen = median(waits);
  return {
    raised: lines.length,
    seen: waits.length,
    discussed: lines.filter(({ discussedAt }) => discussedAt !== undefined).length,
    closed: lines.filter(({ closedAt, byItself }) => closedAt !== undefined && !byItself).length,
    byItself: lines.filter(({ byItself }) => byItself === true).length,
    recovered: { count: known.filter(({ recovered }) => recovered === true).length, known: known.length },
    ...(toSeen !== undefined && { toSeen }),
  };
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
