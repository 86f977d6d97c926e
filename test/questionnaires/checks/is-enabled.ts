import type { QuestionnaireItemEnableWhen } from '@medplum/fhirtypes';
import { evaluated } from './expressions.ts';
import { allPlaces, type Place } from './places.ts';
import { theField, type RawValue } from './raw.ts';

/**
 * Whether the conditions of a place and of all around it hold (FHIR R4, Questionnaire.item.enableWhen). A question
 * that stands in several places is looked at where it is nearest; what is not enabled itself has no answer.
 */
export function isEnabled(place: Place): boolean {
  if (place.up && !isEnabled(place.up)) return false;
  const ruled = evaluated(place, 'sdc-questionnaire-enableWhenExpression');
  if (ruled && ruled[0] !== true) return false;
  const { enableWhen = [], enableBehavior = 'all' } = place.item ?? {};
  const held = enableWhen.map((condition) => holds(condition, answersNear(place, condition.question)));
  return held.length === 0 || (enableBehavior === 'any' ? held.includes(true) : !held.includes(false));
}

function answersNear(place: Place, linkId: string | undefined): readonly RawValue[] {
  for (let around = place.up; around; around = around.up) {
    const found = allPlaces(around).filter(({ item }) => item?.linkId === linkId);
    if (found.length > 0) return found.filter(isEnabled).flatMap(({ answers }) => answers);
  }
  return [];
}

function holds(condition: QuestionnaireItemEnableWhen, answers: readonly RawValue[]): boolean {
  const { operator } = condition;
  const expected = theField(condition, 'answer') ?? {};
  if (operator === 'exists') return answers.length > 0 === condition.answerBoolean;
  const orders = answers.map((answer) => compare(answer, expected));
  switch (operator) {
    case '=':
      return orders.includes(0);
    case '!=':
      return !orders.includes(0);
    case '>':
      return orders.some((order) => order === 1);
    case '<':
      return orders.some((order) => order === -1);
    case '>=':
      return orders.some((order) => order === 1 || order === 0);
    case '<=':
      return orders.some((order) => order === -1 || order === 0);
    default:
      throw new Error(`no operator ${String(operator)}`);
  }
}

/** 0 the same, -1 less, 1 more; `undefined` where they differ without an order. */
function compare(answer: RawValue, expected: RawValue): number | undefined {
  const [answerName, given] = onlyField(answer);
  const [expectedName, wanted] = onlyField(expected);
  const type = answerName.slice('value'.length);
  const against = expectedName.slice('answer'.length);
  if (typeof given === 'number' && typeof wanted === 'number') return Math.sign(given - wanted);
  if (type !== against) return undefined;
  if (type === 'Coding') {
    const [one, other] = [given, wanted] as { system?: string; code?: string }[];
    return one?.code === other?.code && one?.system === other?.system ? 0 : undefined;
  }
  if (type === 'Quantity') {
    const [one, other] = [given, wanted] as { value: number; code?: string; unit?: string }[];
    const same = one?.code === other?.code && (one?.code !== undefined || one?.unit === other?.unit);
    return same && one && other ? Math.sign(one.value - other.value) : undefined;
  }
  if (type === 'Boolean') return given === wanted ? 0 : undefined;
  const at = (value: unknown): number | string =>
    type === 'DateTime' ? Date.parse(String(value)) : String(value);
  return at(given) === at(wanted) ? 0 : at(given) < at(wanted) ? -1 : 1;
}

const onlyField = (of: RawValue): readonly [string, unknown] => Object.entries(of)[0] ?? ['', undefined];
