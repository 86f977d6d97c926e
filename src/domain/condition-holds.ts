import type { Subject } from './check-in.ts';
import type { Condition } from './instrument.ts';

type Value = boolean | number | string;

/** What was answered to one asked question, or to one instance of it; no values when it was skipped. */
export interface Given {
  readonly linkId: string;
  readonly subject?: Subject;
  readonly values: readonly Value[];
}

/**
 * Whether one `enableWhen` condition holds (FHIR R4 value set questionnaire-enable-operator): true if *any*
 * answer of the question makes it so; `!=` if *no* answer equals the value, hence also when there is none.
 * Where the question is asked for each homework or goal, one about the same one is looked at alone.
 */
export function conditionHolds(condition: Condition, given: readonly Given[], subject?: Subject): boolean {
  const all = given.filter(({ linkId }) => linkId === condition.question);
  const same = subject && all.some((one) => one.subject === subject);
  const values = all.filter((one) => !same || one.subject === subject).flatMap((one) => one.values);
  const { operator, value } = condition;
  switch (operator) {
    case 'exists':
      return values.length > 0 === value;
    case '=':
      return values.includes(value);
    case '!=':
      return !values.includes(value);
    case '>':
      return values.some((one) => comparable(one, value) && one > value);
    case '<':
      return values.some((one) => comparable(one, value) && one < value);
    case '>=':
      return values.some((one) => comparable(one, value) && one >= value);
    case '<=':
      return values.some((one) => comparable(one, value) && one <= value);
  }
}

const comparable = (a: Value, b: Value): boolean => typeof a === 'number' && typeof b === 'number';
