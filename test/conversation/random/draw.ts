import { createRandom } from '../../../bench/alerts/random.ts';

/** Seeded choices. */
export interface Draw {
  /** 0 to `below` − 1. */
  nat(below: number): number;
  one<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
  /** One of these, each as often as its weight says. */
  weighted<T>(list: readonly (readonly [weight: number, one: T])[]): T;
}

export function createDraw(seed: number): Draw {
  const random = createRandom(seed);
  const uniform = (): number => random.uniform();
  const nat = (below: number): number => Math.floor(uniform() * below);
  return {
    nat,
    one: (list) => list[nat(list.length)]!,
    chance: (probability) => uniform() < probability,
    weighted(list) {
      let left = uniform() * list.reduce((sum, [weight]) => sum + weight, 0);
      return list.find(([weight]) => (left -= weight) < 0)?.[1] ?? list[0]![1];
    },
  };
}
