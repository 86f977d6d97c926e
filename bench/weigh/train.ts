/** Examples to learn from: by example, the numbers of its cues, and the number of its class. */
export interface Course {
  readonly cues: readonly Int32Array[];
  readonly classes: Uint8Array;
  readonly cueCount: number;
  readonly classCount: number;
}

/** By cue and class, at `cue * classCount + class`. */
export interface Learned {
  readonly weights: Float64Array;
  readonly start: Float64Array;
}

/**
 * Logistic regression over several classes, by stochastic descent with a rate of its own for each weight (AdaGrad:
 * Duchi, Hazan and Singer, 2011). The same course gives the same weights.
 */
export function train(
  { cues, classes, cueCount, classCount }: Course,
  { epochs = 6, rate = 0.1, shrinkage = 3e-3 } = {},
): Learned {
  const weights = new Float64Array(cueCount * classCount);
  const slopes = new Float64Array(cueCount * classCount).fill(1e-2);
  const start = new Float64Array(classCount);
  const startSlopes = new Float64Array(classCount).fill(1e-2);
  const order = Uint32Array.from(cues, (_, nth) => nth);
  const random = numbersFrom(1);
  const errors = new Float64Array(classCount);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const nth of order) {
      const own = cues[nth] ?? new Int32Array();
      errors.set(start);
      for (const cue of own)
        for (let each = 0; each < classCount; each += 1) errors[each]! += weights[cue * classCount + each]!;
      toShares(errors);
      errors[classes[nth]!]! -= 1;
      for (const cue of own)
        for (let each = 0; each < classCount; each += 1) {
          const at = cue * classCount + each;
          const slope = errors[each]! + shrinkage * weights[at]!;
          slopes[at]! += slope ** 2;
          weights[at]! -= (rate * slope) / Math.sqrt(slopes[at]!);
        }
      for (let each = 0; each < classCount; each += 1) {
        startSlopes[each]! += errors[each]! ** 2;
        start[each]! -= (rate * errors[each]!) / Math.sqrt(startSlopes[each]!);
      }
    }
  }
  return { weights, start };
}

/** Softmax. */
function toShares(scores: Float64Array): void {
  const most = Math.max(...scores);
  let sum = 0;
  for (let each = 0; each < scores.length; each += 1) sum += scores[each] = Math.exp(scores[each]! - most);
  for (let each = 0; each < scores.length; each += 1) scores[each]! /= sum;
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
}

/** Numbers in [0, 1), always the same from a seed (Numerical Recipes' linear congruence). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}
