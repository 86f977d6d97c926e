import type { Triple } from '../../src/domain/signal.ts';

/** How a rupture runs. All but `one` lower all three domains alike; `one` lowers one of them and stays. */
export const ruptures = ['acute', 'slide', 'one', 'v'] as const;
export type RuptureShape = (typeof ruptures)[number];

/** Share of a rupture's size that is there so many whole weeks after its onset. */
export function heightAt(shape: RuptureShape, since: number): number {
  if (since < 0) return 0;
  switch (shape) {
    case 'acute':
      return since < 3 ? 1 : 0;
    case 'slide':
      return Math.min(1, (since + 1) / 6);
    case 'one':
      return 1;
    case 'v':
      return since < 1 ? 1 : 0;
  }
}

/** How large ruptures are, alike often, in deviations of one client's weeks. */
export const ruptureSizes = [1.5, 2, 2.5, 3] as const;

/** How a simulated clinic's clients answer. Scores in points of the 0–10 scale; triples are goals, tasks, bond. */
export interface Process {
  /** Weeks followed. */
  readonly weeks: number;
  /** Clients in one clinic, alike often. */
  readonly clinic: { readonly least: number; readonly most: number };
  /** Clients join evenly over so many first weeks. */
  readonly joining: number;
  /** Share of clients with a rupture, of a shape each alike often. */
  readonly ruptured: number;
  /** Share of clients who are low from the start, by so many points. */
  readonly low: { readonly share: number; readonly by: number };
  /** Levels of clients. */
  readonly mean: Triple;
  readonly between: { readonly deviation: number; readonly correlation: number };
  /** Weeks of one client around their level, before items and rounding add theirs. */
  readonly within: { readonly deviation: Triple; readonly correlation: number };
  /** Each week's correlation with the next one's. */
  readonly autocorrelation: number;
  /** Share of the weeks' variance that comes from moods that last: 0.9 of them is left a week later. */
  readonly lasting: number;
  /** Degrees of freedom of the weeks' deviations; `Infinity`: normal. */
  readonly tails: number;
  /** Coefficient of variation of clients' spreads, lognormal. */
  readonly spreads: number;
  /** Whole-number items for each domain. */
  readonly items: number;
  /** Deviation that each item adds of its own. */
  readonly itemDeviation: number;
  /** Shares of clients who answer even numbers only, and who stretch their answers away from the middle. */
  readonly styles: { readonly even: number; readonly extreme: number };
  /** Share of weeks missed. */
  readonly missing: number;
  /** So many times as many are missed when the week is bad: a deviation or more under the client's level. */
  readonly missingWhenBad: number;
  /** Share of the domains that are left out in weeks that are answered. */
  readonly leftOut: number;
}

export const usual: Process = {
  weeks: 32,
  clinic: { least: 100, most: 100 },
  joining: 0,
  ruptured: 0.3,
  low: { share: 0, by: 0 },
  mean: [7.5, 7.5, 7.5],
  between: { deviation: 1.2, correlation: 0.7 },
  within: { deviation: [0.75, 0.75, 0.75], correlation: 0.5 },
  autocorrelation: 0.25,
  lasting: 0,
  tails: Infinity,
  spreads: 0,
  items: 2,
  itemDeviation: 0.5,
  styles: { even: 0, extreme: 0 },
  missing: 0.3,
  missingWhenBad: 1,
  leftOut: 0.01,
};
