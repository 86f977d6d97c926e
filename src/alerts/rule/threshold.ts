/**
 * What the log of the mixture's likelihood ratio must pass for a change to be raised, by the false alarms that a clinic
 * accepts in each answered client-week. Chosen by the benchmark (`npm run bench:alerts -- --tune`), on processes of its
 * tuning family.
 */
const thresholds: readonly (readonly [falseAlarms: number, threshold: number])[] = [
  [0.001, 5.65],
  [0.002, 4.95],
  [0.005, 4.05],
  [0.01, 3.5],
  [0.02, 2.8],
  [0.05, 1.95],
  [0.1, 1.2],
  [0.2, 0],
];

/**
 * False alarms in each answered client-week that a clinic can choose between. From 0.12 on they stay behind: what stands
 * is not raised again, and nearly always something does.
 */
export const acceptable = { least: 0.001, most: 0.2 } as const;

/** @param falseAlarms 0.001 to 0.2 in each answered client-week; beyond that, the nearest end counts */
export function thresholdFor(falseAlarms: number): number {
  const at = Math.log(falseAlarms);
  let [before, ...rest] = thresholds;
  for (const next of rest) {
    if (!before) break;
    const [low, high] = [Math.log(before[0]), Math.log(next[0])];
    if (at <= high) return before[1] + ((next[1] - before[1]) * Math.max(0, at - low)) / (high - low);
    before = next;
  }
  return before?.[1] ?? 0;
}
