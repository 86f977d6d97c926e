import { isEqual, order } from './compare-values.ts';
import type { FhirValue } from '../instrument/fhir-value.ts';
import type { Condition } from '../instrument/instrument.ts';

/**
 * Whether one `enableWhen` condition holds (FHIR R4 value set questionnaire-enable-operator): true if *any*
 * answer of the question makes it so; `!=` if *no* answer equals the value, hence also when there is none. A day that
 * is given too roughly to be compared for certain makes nothing so.
 * @param values what was answered to the question; none when it was skipped or is not asked
 */
export function conditionHolds({ operator, value }: Condition, values: readonly FhirValue[]): boolean {
  const compares = (fits: (order: number) => boolean): boolean =>
    values.some((one) => {
      const found = order(one, value);
      return found !== undefined && fits(found);
    });
  switch (operator) {
    case 'exists':
      return values.length > 0 === ('valueBoolean' in value && value.valueBoolean);
    case '=':
      return values.some((one) => isEqual(one, value) === true);
    case '!=':
      return values.every((one) => isEqual(one, value) === false);
    case '>':
      return compares((found) => found > 0);
    case '<':
      return compares((found) => found < 0);
    case '>=':
      return compares((found) => found >= 0);
    case '<=':
      return compares((found) => found <= 0);
  }
}
