import type { Questionnaire, QuestionnaireItem, QuestionnaireResponse } from '@medplum/fhirtypes';
import { evaluated } from './expressions.ts';
import { isEnabled } from './is-enabled.ts';
import { allPlaces, isKept, placesOf, type Place } from './places.ts';
import { extended, theField, theValue, valuesOf, type RawValue, type ResponseItems } from './raw.ts';
import { isOption, valueFaults } from './value-faults.ts';

/**
 * What is wrong with a response, by the Questionnaire's own JSON: linkIds, nesting and order, number and type of the
 * answers, conditions, and, once it is completed, what had to be answered.
 */
export function responseFaults(
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
): readonly string[] {
  const whole = placesOf(questionnaire, response);
  return [
    ...nestingFaults(questionnaire.item, response.item, { completed: response.status === 'completed' }),
    ...allPlaces(whole).flatMap((place) =>
      placeFaults(questionnaire, place, response.status === 'completed').map(
        (fault) => `${place.item?.linkId}: ${fault}`,
      ),
    ),
  ];
}

/** What a response holds stands where its questionnaire has it, in its order, groups alone more than once. */
function nestingFaults(
  items: readonly QuestionnaireItem[] = [],
  filled: ResponseItems = [],
  { completed, within = 'the whole' }: { readonly completed: boolean; readonly within?: string },
): readonly string[] {
  const order = filled.map(({ linkId }) => items.findIndex((item) => item.linkId === linkId));
  const faults = [
    ...filled
      .filter((_one, at) => order[at] === -1)
      .map(({ linkId }) => `${linkId} does not stand in ${within}`),
    ...(order.every((at, place) => place === 0 || at >= (order[place - 1] ?? 0))
      ? []
      : [`${within}: out of order`]),
  ];
  for (const item of items) {
    const here = filled.filter(({ linkId }) => linkId === item.linkId);
    const [least, most] = occursOf(item);
    const fillings = item.type === 'group' ? most : 1;
    if (here.length > fillings) faults.push(`${item.linkId} stands there ${here.length} times`);
    for (const { answer = [], item: inside, linkId } of here) {
      if (item.type === 'display') faults.push(`${linkId} is to be read, not answered`);
      if (item.type === 'group') {
        if (answer.length > 0) faults.push(`${linkId} is a group and has answers`);
        if (!inside?.length) faults.push(`${linkId} is an empty group`);
        faults.push(...nestingFaults(item.item, inside, { completed, within: linkId }));
      } else {
        if (inside) faults.push(`${linkId} has items beside its answers`);
        if (answer.length === 0) faults.push(`${linkId} has no answer`);
        if (answer.length > most) faults.push(`${linkId} has ${answer.length} answers`);
        if (completed && answer.length < least && extended(item, 'questionnaire-minOccurs') !== undefined)
          faults.push(`${linkId} has only ${answer.length} answers`);
        for (const one of answer)
          faults.push(...nestingFaults(item.item, one.item, { completed, within: linkId }));
      }
    }
  }
  return faults;
}

const occursOf = (item: QuestionnaireItem): readonly [number, number] => [
  Number(extended(item, 'questionnaire-minOccurs') ?? 0),
  item.repeats === true ? Number(extended(item, 'questionnaire-maxOccurs') ?? Number.POSITIVE_INFINITY) : 1,
];

function placeFaults(questionnaire: Questionnaire, place: Place, completed: boolean): readonly string[] {
  const { item, filled, answers } = place;
  if (!item) return [];
  if (!isEnabled(place)) return filled ? ['is answered and not enabled'] : [];
  if (item.type === 'group' || item.type === 'display') return [];
  const faults = answers.flatMap((answer) => valueFaults(questionnaire, item, answer));
  if (isKept(place)) return [...faults, ...keptFaults(place, item)];
  const exclusive = (item.answerOption ?? []).filter(
    (option) => extended(option, 'questionnaire-optionExclusive') === true,
  );
  const alone = answers.some((answer) =>
    exclusive.some((option) => isOption(theField(option) ?? {}, answer)),
  );
  const twice =
    item.type === 'choice' && new Set(answers.map((one) => JSON.stringify(one))).size < answers.length;
  return [
    ...faults,
    ...(alone && answers.length > 1 ? ['excludes the others'] : []),
    ...(twice ? ['holds one option twice'] : []),
    ...(completed && item.required === true && answers.length === 0 ? ['is required'] : []),
  ];
}

/** What nobody is asked leaves with the value it begins with, or that it comes to, and with no other. */
function keptFaults(place: Place, item: QuestionnaireItem): readonly string[] {
  const { answers, up } = place;
  // our own: filled with the title of a homework or goal
  if (valuesOf(up?.item, 'each').length > 0) return [];
  const calculated = evaluated(place, 'sdc-questionnaire-calculatedExpression');
  if (calculated) {
    const left = answers.map((answer) => theValue(answer));
    return isAbout(left, calculated) ? [] : [`comes to ${calculated.join()}, and left as ${left.join()}`];
  }
  const initial: readonly RawValue[] = [
    ...(item.initial ?? []).map((one) => theField(one) ?? {}),
    ...(item.answerOption ?? [])
      .filter(({ initialSelected }) => initialSelected)
      .map((one) => theField(one) ?? {}),
  ];
  return JSON.stringify(initial) === JSON.stringify(answers) ? [] : ['has not the value it begins with'];
}

/** The same, but for the last digits of a fraction. */
const isAbout = (left: readonly unknown[], right: readonly unknown[]): boolean =>
  left.length === right.length &&
  left.every((one, at) => {
    const other = right[at];
    return typeof one === 'number' && typeof other === 'number'
      ? Math.abs(one - other) < 1e-6
      : JSON.stringify(one) === JSON.stringify(other);
  });
