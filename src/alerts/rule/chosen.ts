/**
 * What neither the norms nor the literature gives: chosen on the benchmark's tuning family
 * (`npm run bench:alerts -- --tune` shows how the rule does with each one's neighbours).
 */
export interface Chosen {
  /** Answered weeks that are remembered one by one, at most 12. */
  readonly latestWeeks: number;
  /** A change began with one of so many latest answered weeks. */
  readonly onsets: number;
  /** A change needs so many check-ins before it: who is low from the first is the floor's to find. */
  readonly before: number;
  /** A week counts as an onset for itself and those missed before it, at most so many. */
  readonly mostWeeks: number;
  /** Degrees of freedom in which a client's spread is taken to be like everybody's. */
  readonly alike: number;
  /** What a settled week still counts for after another one. */
  readonly kept: number;
  /** Near the ends of the scale scores are skewed, and more is asked of the evidence. */
  readonly askedAtTheEnds: number;
  /** Evidence goes on until it has fallen so far under the threshold. */
  readonly slack: number;
  /** How large a change may be, in deviations, alike probable. */
  readonly sizes: readonly number[];
  /** Prior probability that all three domains fall together. */
  readonly together: number;
  /** How much further a domain falls that falls alone. */
  readonly further: number;
  /** How probable a dip that is over is beforehand in each week, beside nothing at all. */
  readonly dipsBefore: number;
  /** What the assumed norms count for beside a clinic's own past. */
  readonly assumedFor: {
    readonly clients: number;
    readonly pairs: number;
    readonly pairsForAutocorrelation: number;
  };
}

export const chosen: Chosen = {
  latestWeeks: 12,
  onsets: 6,
  before: 1,
  mostWeeks: 4,
  alike: 20,
  kept: 0.98,
  askedAtTheEnds: 2,
  slack: 0.4,
  sizes: [1.5, 2.5, 4],
  together: 0.6,
  further: 1.2,
  dipsBefore: 0.05,
  assumedFor: { clients: 8, pairs: 30, pairsForAutocorrelation: 150 },
};
