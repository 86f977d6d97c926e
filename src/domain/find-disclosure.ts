import type { Answer } from './check-in.ts';
import type { AnswerType, Instrument, Option, SafetyRule } from './instrument.ts';

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

/** A rating as it is; yes 1, no 0; of options the highest chosen. */
function valueOf(type: AnswerType, answer: Answer): number | undefined {
  switch (answer.kind) {
    case 'number':
      return answer.value;
    case 'boolean':
      return answer.value ? 1 : 0;
    case 'option':
    case 'options': {
      if (type.kind !== 'choice' && type.kind !== 'choices') return undefined;
      const codes = answer.kind === 'option' ? [answer.code] : answer.codes;
      const values = codes.map((code) => optionValue(type.options, code));
      return values.length === 0 ? undefined : Math.max(...values);
    }
    case 'text':
    case 'skipped':
      return undefined;
  }
}

/** The option's ordinal value (FHIR `ordinalValue`); else its code, where all codes are numbers; else its place, from 0. */
function optionValue(options: readonly Option[], code: string): number {
  const option = options.find((each) => each.code === code);
  if (option?.ordinal !== undefined) return option.ordinal;
  const numeric = options.every((each) => each.code.trim() !== '' && Number.isFinite(Number(each.code)));
  return numeric ? Number(code) : options.findIndex((each) => each.code === code);
}
