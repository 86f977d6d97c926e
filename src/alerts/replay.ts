import type { Scoring } from '../domain/instrument/instrument.ts';
import { noSignal, type Signal, type SignalWeek } from '../domain/signal.ts';
import { createRule, type Finding, type RuleSettings, type Step } from './rule/create-rule.ts';
import { learnNorms } from './rule/learn-norms.ts';
import { assumedNorms, type Norms } from './rule/norms.ts';

/** Norms are learned anew when a clinic has so many times the answered weeks it had then. */
const growth = 1.5;

export interface Replayed {
  readonly client: string;
  readonly week: number;
  readonly finding: Finding;
}

export interface ReplaySettings extends Pick<RuleSettings, 'falseAlarms' | 'threshold' | 'constants'> {
  readonly floor: Scoring['floor'];
  /** What the clinic began with. */
  readonly assumed?: Norms;
}

/** What the rule would have raised in a clinic's past; see `replaySteps`. */
export function replay(
  past: ReadonlyMap<string, readonly SignalWeek[]>,
  settings: ReplaySettings,
): readonly Replayed[] {
  return [...replaySteps(past, settings)].flatMap(({ client, week, step }) =>
    step.raised.map((finding) => ({ client, week, finding })),
  );
}

/**
 * A clinic's past through the rule, week after week: what it knows of the clinic in a week is what it could have learned
 * from the weeks before.
 * @param past each client's answered weeks, in any order
 * @returns by week, then in the order of the clients
 */
export function* replaySteps(
  past: ReadonlyMap<string, readonly SignalWeek[]>,
  { assumed = assumedNorms, ...settings }: ReplaySettings,
): Generator<{ readonly client: string; readonly week: number; readonly step: Step }> {
  const clients = [...past.keys()].map((client) => ({ client, signal: noSignal }));
  const byWeek = new Map<number, { of: { readonly client: string; signal: Signal }; at: SignalWeek }[]>();
  for (const of of clients)
    for (const at of past.get(of.client) ?? []) {
      const others = byWeek.get(at.week);
      if (others) others.push({ of, at });
      else byWeek.set(at.week, [{ of, at }]);
    }
  let [seen, learnedFrom] = [0, 0];
  let rule = createRule({ ...settings, norms: assumed });
  for (const [week, answered] of [...byWeek].sort(([a], [b]) => a - b)) {
    if (seen > learnedFrom * growth) {
      const norms = learnNorms(
        clients.map(({ signal }) => signal),
        assumed,
        settings.constants,
      );
      rule = createRule({ ...settings, norms });
      learnedFrom = seen;
    }
    for (const { of, at } of answered) {
      const step = rule.step(of.signal, at);
      of.signal = step.signal;
      seen += 1;
      yield { client: of.client, week, step };
    }
  }
}
