import type { Scores, Triple } from '../../domain/signal.ts';
import { dot } from './matrix.ts';
import type { Matrix } from './norms.ts';

/**
 * A week with a domain missing, filled in so that the missing one says nothing of its own: it lies where the answered
 * ones and the client's usual level let it be expected. `undefined` where no domain was answered.
 */
export function completeScores(scores: Scores, usual: Triple, within: Matrix): Triple | undefined {
  const goals = scores[0];
  const tasks = scores[1];
  const bond = scores[2];
  if (goals !== null && tasks !== null && bond !== null) return [goals, tasks, bond];
  const given = places.filter((place) => scores[place] !== null);
  const [first, second] = given;
  if (first === undefined) return undefined;
  const offOf = (place: Place): number => (scores[place] ?? usual[place]) - usual[place];
  const weights: [number, number, number] = [0, 0, 0];
  if (second === undefined) weights[first] = offOf(first) / within[first][first];
  else {
    const [a, b, c] = [within[first][first], within[first][second], within[second][second]];
    const [x, y] = [offOf(first), offOf(second)];
    const determinant = a * c - b * b;
    weights[first] = (c * x - b * y) / determinant;
    weights[second] = (a * y - b * x) / determinant;
  }
  const at = (place: Place): number =>
    scores[place] ?? Math.min(10, Math.max(0, usual[place] + dot(within[place], weights)));
  return [at(0), at(1), at(2)];
}

type Place = 0 | 1 | 2;
const places: readonly Place[] = [0, 1, 2];
