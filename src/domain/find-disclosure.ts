import type { Answer } from './check-in.ts';
import type { AnswerType, Instrument, SafetyRule } from './instrument/instrument.ts';
import { optionNumber } from './questions/option-number.ts';

/**
 * Whether this answer is one that the scoring file calls a disclosure.
 * @returns the rule it falls under, an `urgent` one before a `concern`.
 */
export function findDisclosure(
  { scoring }: Pick<Instrument, 'scoring'>,
  { linkId, type, answer }: { readonly linkId: string; readonly type: AnswerType; readonly answer: Answer },
): SafetyRule | undefined {
  const value = valueOf(type, answer);
  if (value === undefined) return undefined;
  const rules = scoring.safety.filter((rule) => rule.linkId === linkId && value >= rule.atOrAbove);
  return rules.find(({ tier }) => tier === 'urgent') ?? rules[0];
}

/** A rating or number as it is; yes 1, no 0; of options and of several answers the highest. */
function valueOf(type: AnswerType, answer: Answer): number | undefined {
  switch (answer.kind) {
    case 'number':
    case 'quantity':
      return answer.value;
    case 'boolean':
      return answer.value ? 1 : 0;
    case 'option':
    case 'options': {
      if (type.kind !== 'choice' && type.kind !== 'choices') return undefined;
      const codes = answer.kind === 'option' ? [answer.code] : answer.codes;
      return highest(codes.map((code) => optionNumber(type.options, code)));
    }
    case 'several':
      return highest(answer.values.flatMap((value) => valueOf(type, value) ?? []));
    case 'date':
    case 'dateTime':
    case 'time':
    case 'text':
    case 'skipped':
      return undefined;
  }
}

const highest = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : Math.max(...values);
