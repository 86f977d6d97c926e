import { domains, type Instrument } from './instrument.ts';
import type { Answers, Score } from './check-in.ts';
import { answerTo } from './question.ts';

/**
 * Goals, tasks and bond: each the mean of its answered ratings, brought to 0–10; missing when none was
 * answered. Alliance: the mean of the three; missing if any is. Missing is never 0.
 */
export function score(instrument: Instrument, answers: Answers): Score {
  const subscale = (domain: (typeof domains)[number]): number | undefined =>
    mean(instrument.scoring.subscales[domain].flatMap((linkId) => rating(instrument, answers, linkId) ?? []));
  const goals = subscale('goals');
  const tasks = subscale('tasks');
  const bond = subscale('bond');
  const whole = goals !== undefined && tasks !== undefined && bond !== undefined;
  return { goals, tasks, bond, alliance: whole ? mean([goals, tasks, bond]) : undefined };
}

/** One rating, 0–10 whatever the item's own range; `undefined` if not answered. */
export function rating(instrument: Instrument, answers: Answers, linkId: string): number | undefined {
  const type = instrument.items.find((item) => item.linkId === linkId)?.answer;
  const answer = answerTo(answers, linkId);
  if (type?.kind !== 'rating' || answer?.kind !== 'number') return undefined;
  return (10 * (answer.value - type.min)) / (type.max - type.min);
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
