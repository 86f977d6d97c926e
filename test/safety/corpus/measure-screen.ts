import { categories, type Category } from '../../../src/safety/finding.ts';
import type { Screen } from '../../../src/safety/create-screen.ts';
import { readCorpus, type Example, type Part } from './read-corpus.ts';

/** So many of so many, with its 95 % interval (Wilson, 1927). */
export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

export interface Figures {
  readonly positives: number;
  readonly negatives: number;
  /** Explicit and first person: found as `urgent`. */
  readonly explicit: Share;
  /** Positives found at all. */
  readonly recall: Share;
  readonly recallOf: ReadonlyMap<Category, Share>;
  /** Found ones with the category that they have. */
  readonly sameCategory: Share;
  /** Hard negatives taken for `urgent`. */
  readonly urgentOnNegatives: Share;
  /** Ordinary distress taken for anything. */
  readonly distress: Share;
  /** What should pass in silence, taken for anything. */
  readonly falseAlarms: Share;
  /** The corpus's own examples that were judged otherwise. */
  readonly misses: readonly { readonly example: Example; readonly got: string }[];
}

const isPositive = ({ tier }: Example): boolean => tier === 'urgent' || tier === 'concern';

export function measureScreen(screen: Screen, half: Part, language: string): Figures {
  const judged = readCorpus(half, language).map((example) => ({
    example,
    found: screen(example.text),
  }));
  const positives = judged.filter(({ example }) => isPositive(example));
  const negatives = judged.filter(({ example }) => !isPositive(example));
  const silent = negatives.filter(({ example }) => example.tier === 'none');
  const explicit = positives.filter(({ example }) => example.kind === 'explicit');
  const found = positives.filter((each) => each.found);
  const isWrong = ({ example, found }: (typeof judged)[number]): boolean => {
    if (example.tier === 'none') return found !== undefined;
    if (example.tier === 'not-urgent') return found?.tier === 'urgent';
    return found === undefined || (example.kind === 'explicit' && found.tier !== 'urgent');
  };
  return {
    positives: positives.length,
    negatives: negatives.length,
    explicit: share(explicit, ({ found }) => found?.tier === 'urgent'),
    recall: share(positives, ({ found }) => found !== undefined),
    recallOf: new Map(
      categories.map((category) => [
        category,
        share(
          positives.filter(({ example }) => example.category === category),
          ({ found }) => found !== undefined,
        ),
      ]),
    ),
    sameCategory: share(found, ({ example, found }) => example.category === found?.category),
    urgentOnNegatives: share(negatives, ({ found }) => found?.tier === 'urgent'),
    distress: share(
      negatives.filter(({ example }) => example.kind === 'distress'),
      ({ found }) => found !== undefined,
    ),
    falseAlarms: share(silent, ({ found }) => found !== undefined),
    misses: judged
      .filter(isWrong)
      .map(({ example, found }) => ({ example, got: found ? `${found.tier} ${found.category}` : 'none' })),
  };
}

function share<T>(all: readonly T[], is: (one: T) => boolean): Share {
  const hits = all.filter(is).length;
  const of = all.length;
  if (of === 0) return { hits, of, rate: Number.NaN, low: 0, high: 1 };
  const z = 1.96;
  const rate = hits / of;
  const middle = (rate + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z * Math.sqrt((rate * (1 - rate)) / of + z ** 2 / (4 * of ** 2))) / (1 + z ** 2 / of);
  return { hits, of, rate, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
