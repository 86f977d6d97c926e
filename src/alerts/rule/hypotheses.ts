import type { Domain } from '../../domain/instrument/instrument.ts';
import type { Triple } from '../../domain/signal.ts';
import type { Chosen } from './chosen.ts';
import { applied } from './matrix.ts';
import { deviationOf, type Matrix, type Norms } from './norms.ts';

/** How a change may run, from 0 before its onset to 1. Weights are prior probabilities. */
export interface Shape {
  readonly kind: 'drop' | 'slide';
  readonly weight: number;
  /** It counts once it is over, and until then not; otherwise the other way round. */
  readonly past?: true;
  /** Whole weeks after the onset's week. */
  readonly at: (since: number) => number;
}

/** Where a change may be. Weights are prior probabilities. */
export interface Place {
  readonly domain: Domain | 'whole';
  readonly weight: number;
  /** One deviation of that domain's weeks, in channels. */
  readonly unit: Triple;
}

/** Weeks after which a slide is complete; slides of this length are on record, see docs/alert-rule.md. */
const slideWeeks = 6;

export const shapes: readonly Shape[] = [
  { kind: 'drop', weight: 0.5, at: (since) => (since < 0 ? 0 : 1) },
  { kind: 'slide', weight: 0.5, at: (since) => (since < 0 ? 0 : Math.min(1, (since + 1) / slideWeeks)) },
];

/** Dips of one to three weeks that are over: what they left in the weeks is no sign of a change that goes on. */
export const pastDips: readonly Shape[] = [1, 2, 3].map((weeks) => ({
  kind: 'drop',
  past: true,
  weight: 1 / 3,
  at: (since) => (since >= 0 && since < weeks ? 1 : 0),
}));

export function placesOf(norms: Norms, to: Matrix, { together, further }: Chosen): readonly Place[] {
  const goals = deviationOf(norms, 'goals');
  const tasks = deviationOf(norms, 'tasks');
  const bond = deviationOf(norms, 'bond');
  const alone = (1 - together) / 3;
  return [
    { domain: 'whole', weight: together, unit: applied(to, [goals, tasks, bond]) },
    { domain: 'goals', weight: alone, unit: applied(to, [further * goals, 0, 0]) },
    { domain: 'tasks', weight: alone, unit: applied(to, [0, further * tasks, 0]) },
    { domain: 'bond', weight: alone, unit: applied(to, [0, 0, further * bond]) },
  ];
}
