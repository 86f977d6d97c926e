import type { CheckIn } from './check-in.ts';
import type { Goal } from './client.ts';

/**
 * The agreed goal asked about longest ago; one never asked about comes first, in the order agreed. A goal
 * whose question was never reached, because its week ended before, keeps its turn.
 * @param history earlier check-ins, oldest first
 */
export function goalInTurn(goals: readonly Goal[], history: readonly CheckIn[]): Goal | undefined {
  const lastAsked = (goal: Goal): number => history.findLastIndex((checkIn) => wasAsked(checkIn, goal.id));
  return goals
    .filter((goal) => goal.endedAt === undefined)
    .map((goal) => ({ goal, asked: lastAsked(goal) }))
    .reduce<{ goal: Goal; asked: number } | undefined>(
      (longest, next) => (longest === undefined || next.asked < longest.asked ? next : longest),
      undefined,
    )?.goal;
}

/** Answered or skipped, under whatever linkId its instrument used. */
const wasAsked = ({ context, answers }: CheckIn, id: string): boolean =>
  context.goal.some((goal) => goal.id === id) && Object.keys(answers).some((key) => key.endsWith(`/${id}`));
