import { domains, type Domain, type Instrument } from './instrument/instrument.ts';
import type { Answers, Score } from './check-in.ts';
import { answerTo } from './questions/question.ts';
import { questionKey } from './questions/question-key.ts';
import { scaleOf } from './questions/scale-of.ts';

/**
 * Goals, tasks and bond: each the mean of its answered ratings, brought to 0–10; missing when more went unanswered
 * than the scoring file lets go, or all. Alliance: the mean of the three; missing if any is. Missing is never 0.
 */
export function score(instrument: Instrument, answers: Answers): Score {
  const { subscales, reversed = [], mostMissing = {} } = instrument.scoring;
  const subscale = (domain: Domain): number | undefined => {
    const linkIds = subscales[domain];
    const values = linkIds.flatMap((linkId) => {
      const value = rating(instrument, answers, linkId);
      return value === undefined ? [] : [reversed.includes(linkId) ? 10 - value : value];
    });
    return linkIds.length - values.length > (mostMissing[domain] ?? linkIds.length)
      ? undefined
      : mean(values);
  };
  const [goals, tasks, bond] = domains.map(subscale);
  const whole = goals !== undefined && tasks !== undefined && bond !== undefined;
  return { goals, tasks, bond, alliance: whole ? mean([goals, tasks, bond]) : undefined };
}

/** One rating as it was given, 0–10 whatever the item's own range; `undefined` if not answered. */
export function rating(instrument: Instrument, answers: Answers, linkId: string): number | undefined {
  const type = instrument.items.find((item) => item.linkId === linkId)?.answer;
  const scale = type && scaleOf(type);
  const value = scale?.valueOf(answerTo(answers, questionKey(linkId)));
  if (scale === undefined || value === undefined) return undefined;
  return (10 * (value - scale.min)) / (scale.max - scale.min);
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
