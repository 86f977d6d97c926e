import type { Instrument } from '../domain/instrument/instrument.ts';
import type { Signal } from '../domain/signal.ts';
import { createRule, type AlertRule } from './rule/create-rule.ts';
import { learnNorms } from './rule/learn-norms.ts';
import { instrumentNorms } from './rule/instrument-norms.ts';
import type { Norms } from './rule/norms.ts';

/** The rule for each instrument, with what this clinic has taught it so far. */
export interface AlertRules {
  ruleFor(instrument: Pick<Instrument, 'id' | 'scoring'>): AlertRule;
  /** Takes what all clients' signals say of an instrument's norms, in place of what was learned before. */
  learn(signals: Iterable<{ readonly instrument: string; readonly signal: Signal }>): void;
}

/** @param falseAlarms that the clinic accepts, see `RuleSettings` */
export function createAlertRules({ falseAlarms }: { readonly falseAlarms?: number } = {}): AlertRules {
  let learned = new Map<string, (from: Norms) => Norms>();
  let rules = new WeakMap<Instrument['scoring'], AlertRule>();
  return {
    ruleFor({ id, scoring }) {
      const made = rules.get(scoring);
      if (made) return made;
      const assumed = instrumentNorms(scoring);
      const rule = createRule({
        norms: learned.get(id)?.(assumed) ?? assumed,
        floor: scoring.floor,
        ...(falseAlarms !== undefined && { falseAlarms }),
      });
      rules.set(scoring, rule);
      return rule;
    },
    learn(signals) {
      const byInstrument = Map.groupBy(signals, ({ instrument }) => instrument);
      learned = new Map(
        [...byInstrument].map(([instrument, all]) => {
          const own = all.map(({ signal }) => signal);
          return [instrument, (from) => learnNorms(own, from)];
        }),
      );
      rules = new WeakMap();
    },
  };
}
