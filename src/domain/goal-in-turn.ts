import type { Goal } from './client.ts';
import type { PastWeek } from './past-week.ts';

/**
 * The agreed goal asked about longest ago; one never asked about comes first, in the order agreed. A goal
 * whose question was never reached, because its week ended before, keeps its turn.
 * @param history earlier weeks, oldest first
 */
export function goalInTurn(
  goals: readonly Goal[],
  history: readonly Pick<PastWeek, 'goal'>[],
): Goal | undefined {
  return goals
    .filter((goal) => goal.endedAt === undefined)
    .map((goal) => ({ goal, asked: history.findLastIndex((week) => week.goal === goal.id) }))
    .reduce<{ goal: Goal; asked: number } | undefined>(
      (longest, next) => (longest === undefined || next.asked < longest.asked ? next : longest),
      undefined,
    )?.goal;
}
