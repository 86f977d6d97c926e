import type { Questionnaire, QuestionnaireItem } from '@medplum/fhirtypes';
import { codingsIn, extended, optionsOf, theValue, valuesOf, type RawValue } from './raw.ts';

const fields: Readonly<Record<string, readonly string[]>> = {
  boolean: ['valueBoolean'],
  integer: ['valueInteger'],
  decimal: ['valueDecimal'],
  date: ['valueDate'],
  dateTime: ['valueDateTime'],
  time: ['valueTime'],
  string: ['valueString'],
  text: ['valueString'],
  url: ['valueUri'],
  quantity: ['valueQuantity'],
};

/** What is wrong with one answer, by what its item says of itself. */
export function valueFaults(
  questionnaire: Questionnaire,
  item: QuestionnaireItem,
  answer: RawValue,
): readonly string[] {
  const names = Object.keys(answer);
  const value: unknown = Object.values(answer)[0];
  if (names.length !== 1) return [`holds ${names.join()}`];
  if (item.type === 'choice' || item.type === 'open-choice') {
    const own = item.type === 'open-choice' && names[0] === 'valueString';
    if (own) return lengthFaults(item, value);
    return optionsOf(questionnaire, item).some((option) => isOption(option, answer))
      ? []
      : [`${JSON.stringify(answer)} is none of the options`];
  }
  if (!fields[item.type ?? '']?.includes(names[0] ?? '')) return [`holds ${names.join()} for ${item.type}`];
  return [
    ...boundFaults(item, value),
    ...lengthFaults(item, value),
    ...(item.type === 'quantity' ? unitFaults(questionnaire, item, value) : []),
  ];
}

/** The same value, and for a coding the same system, code and words. */
export function isOption(option: RawValue, answer: RawValue): boolean {
  const [name, offered] = Object.entries(option)[0] ?? ['', undefined];
  const given = answer[name];
  if (name !== 'valueCoding') return given === offered;
  const [one, other] = [offered, given] as (
    { system?: string; code?: string; display?: string } | undefined
  )[];
  return (
    other !== undefined &&
    one?.system === other.system &&
    one?.code === other.code &&
    (one?.display === undefined || one.display === other.display)
  );
}

function boundFaults(item: QuestionnaireItem, value: unknown): readonly string[] {
  const number = (of: unknown): number | string => {
    const plain: unknown = typeof of === 'object' && of !== null ? Reflect.get(of, 'value') : of;
    if (typeof plain === 'number') return plain;
    return item.type === 'dateTime' ? Date.parse(String(plain)) : String(plain);
  };
  const [least, most] = [extended(item, 'minValue'), extended(item, 'maxValue')];
  const places = extended(item, 'maxDecimalPlaces');
  const written = String(number(value)).split('.')[1] ?? '';
  return [
    ...(least !== undefined && number(value) < number(least)
      ? [`${JSON.stringify(value)} is too small`]
      : []),
    ...(most !== undefined && number(value) > number(most) ? [`${JSON.stringify(value)} is too large`] : []),
    ...(typeof places === 'number' && written.length > places ? ['has too many decimal places'] : []),
  ];
}

function lengthFaults(item: QuestionnaireItem, value: unknown): readonly string[] {
  if (typeof value !== 'string') return [];
  const length = Array.from(value).length;
  const least = extended(item, 'minLength');
  const pattern = extended(item, 'regex');
  return [
    ...(item.maxLength !== undefined && length > item.maxLength ? ['is too long'] : []),
    ...(typeof least === 'number' && length < least ? ['is too short'] : []),
    ...(typeof pattern === 'string' && !new RegExp(`^(?:${pattern})$`, 'u').test(value)
      ? ['does not look so']
      : []),
    ...(value.trim() !== value || value === '' ? ['has blanks around it'] : []),
  ];
}

function unitFaults(
  questionnaire: Questionnaire,
  item: QuestionnaireItem,
  value: unknown,
): readonly string[] {
  const set = extended(item, 'questionnaire-unitValueSet');
  const codings = [
    ...valuesOf(item, 'questionnaire-unit'),
    ...valuesOf(item, 'questionnaire-unitOption'),
    ...(typeof set === 'string' ? codingsIn(questionnaire, set).map((one) => theValue(one)) : []),
  ] as { system?: string; code?: string; display?: string }[];
  if (codings.length === 0)
    for (const bound of [
      'minValue',
      'minQuantity',
      'sdc-questionnaire-minQuantity',
      'maxValue',
      'maxQuantity',
    ]) {
      const one = extended(item, bound) as { system?: string; code?: string; unit?: string } | undefined;
      if (one?.unit ?? one?.code) codings.push({ ...one, ...(one?.unit && { display: one.unit }) });
    }
  const { unit, system, code } = value as { unit?: string; system?: string; code?: string };
  if (codings.length === 0) return unit === undefined && code === undefined ? [] : ['has a unit of nobody’s'];
  const known = codings.some(
    (one) =>
      one.system === system && one.code === code && (one.display === undefined || one.display === unit),
  );
  return known ? [] : [`has another unit: ${unit}`];
}
