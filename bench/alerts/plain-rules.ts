import { deviationOf, type Norms } from '../../src/alerts/rule/norms.ts';
import type { SignalWeek } from '../../src/domain/signal.ts';

/** After each week a number, higher the more it looks like a change. */
export type PlainRule = (weeks: readonly SignalWeek[]) => readonly number[];

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const wholeOf = ({ scores }: SignalWeek): number => meanOf(scores.filter((score) => score !== null));

/** How low the week's mean is. */
export const fixedCutOff: PlainRule = (weeks) => weeks.map((week) => -wholeOf(week));

/** How far it lies under the last one's. */
export const dropFromLast: PlainRule = (weeks) =>
  weeks.map((week, at) => (at === 0 ? -Infinity : wholeOf(weeks[at - 1] ?? week) - wholeOf(week)));

/** How far it lies under the mean of all those before. */
export const dropFromOwnMean: PlainRule = (weeks) =>
  weeks.map((week, at) => (at === 0 ? -Infinity : meanOf(weeks.slice(0, at).map(wholeOf)) - wholeOf(week)));

/**
 * The competitor as published (OpenFIT, for a scale of 0–40): 1 where the total lies under 36, or at least 1 point
 * under the last one's; else 0.
 */
export const asPublished: PlainRule = (weeks) =>
  weeks.map((week, at) => {
    const total = 4 * wholeOf(week);
    const last = weeks[at - 1];
    return total < 36 || (last && total <= 4 * wholeOf(last) - 1) ? 1 : 0;
  });

/** Weight of the latest week; chosen on the tuning family. */
const latest = 0.4;

/**
 * An exponentially weighted mean of how far each week lies under the client's own shrunken baseline, in deviations: the
 * highest of the three domains and the whole.
 */
export function smoothedDrop(norms: Norms): PlainRule {
  const domains = ['goals', 'tasks', 'bond', 'whole'] as const;
  const whole = norms.mean.reduce((sum, value) => sum + value, 0) / 3;
  const wholeBetween = norms.between.flat().reduce((sum, value) => sum + value, 0) / 9;
  return (weeks) => {
    const all = domains.map((domain, place) => {
      const within = deviationOf(norms, domain) ** 2;
      const between = domain === 'whole' ? wholeBetween : (norms.between[place]?.[place] ?? 1);
      const norm = domain === 'whole' ? whole : (norms.mean[place] ?? whole);
      let [count, sum, smoothed] = [0, 0, 0];
      return weeks.map((week) => {
        const score = domain === 'whole' ? wholeOf(week) : (week.scores[place] ?? undefined);
        if (score === undefined) return smoothed;
        const own = between / (between + within / Math.max(1e-9, count));
        const baseline = own * (sum / Math.max(1, count)) + (1 - own) * norm;
        const z = (baseline - score) / Math.sqrt(within * (1 + 1 / (count + within / between)));
        smoothed = latest * z + (1 - latest) * smoothed;
        count += 1;
        sum += score;
        return smoothed;
      });
    });
    return weeks.map((_, at) => Math.max(...all.map((one) => one[at] ?? 0)));
  };
}
