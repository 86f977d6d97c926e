import { noSignal } from '../../src/domain/signal.ts';
import { createRule, type RuleSettings, type Step } from '../../src/alerts/rule/create-rule.ts';
import { replaySteps, type ReplaySettings } from '../../src/alerts/replay.ts';
import type { Series } from './episodes.ts';
import type { Clinic } from './simulate.ts';

/** What our rule makes of one client. */
export interface Followed extends Series {
  /** Weeks in which it raised a drop or a slide. */
  readonly raised: readonly number[];
  /** Weeks in which it raised a floor. */
  readonly floors: readonly number[];
}

/** The rule's evidence after each week, whatever it asks for: to be told to raise always, it has to weigh all of it. */
export const followEvidence = (clinic: Clinic, settings: ReplaySettings): readonly Followed[] =>
  followAdapting(clinic, { ...settings, threshold: -Infinity });

/** Our rule as a clinic's backtest runs it: learning from the clinic's own past, week after week. */
export function followAdapting(clinic: Clinic, settings: ReplaySettings): readonly Followed[] {
  const followed = new Map(clinic.map(({ id }) => [id, follower()]));
  const past = new Map(clinic.map(({ id, weeks }) => [id, weeks]));
  for (const { client, week, step } of replaySteps(past, settings)) followed.get(client)?.add(week, step);
  return [...followed.values()].map(({ series }) => series);
}

/** Our rule with the norms that it is given, whatever the clinic's past. */
export function followFixed(clinic: Clinic, settings: RuleSettings): readonly Followed[] {
  const rule = createRule(settings);
  return clinic.map(({ weeks }) => {
    const { series, add } = follower();
    let signal = noSignal;
    for (const at of weeks) {
      const step = rule.step(signal, at);
      ({ signal } = step);
      add(at.week, step);
    }
    return series;
  });
}

function follower(): { readonly series: Followed; readonly add: (week: number, step: Step) => void } {
  const series = {
    weeks: [] as number[],
    values: [] as number[],
    raised: [] as number[],
    floors: [] as number[],
  };
  return {
    series,
    add: (week, { evidence, raised }) => {
      series.weeks.push(week);
      series.values.push(evidence);
      for (const { kind } of raised) (kind === 'floor' ? series.floors : series.raised).push(week);
    },
  };
}
