import { isEqual, order } from '../questions/compare-values.ts';
import { optionValue } from '../questions/answer-values.ts';
import type { Answer, SingleAnswer } from '../check-in.ts';
import type { FhirValue } from './fhir-value.ts';
import type { AnswerType, Option, Repeats } from './instrument.ts';

/** The answer that these values are to a question of this type; `undefined` where it does not take them all. */
export function initialAnswer(
  values: readonly FhirValue[],
  { answer: type, repeats }: { readonly answer: AnswerType; readonly repeats?: Repeats | undefined },
): Answer | undefined {
  const [first] = values;
  if (!first) return undefined;
  const singles = values.flatMap((value) => singleOf(value, type) ?? []);
  if (singles.length < values.length) return undefined;
  if (repeats?.most !== undefined && singles.length > repeats.most) return undefined;
  if (type.kind === 'choices') {
    const { least = 1, most = Number.POSITIVE_INFINITY, options } = type;
    const alone = singles.some(
      (one) => one.kind === 'option' && options.some(({ code, exclusive }) => exclusive && code === one.code),
    );
    if (singles.length < least || singles.length > most || (alone && singles.length > 1)) return undefined;
    const codes = singles.flatMap((one) => (one.kind === 'option' ? [one.code] : []));
    const other = singles.flatMap((one) => (one.kind === 'text' ? [one.value] : []));
    return { kind: 'options', codes, ...(other.length > 0 && { other }) };
  }
  if (repeats) return { kind: 'several', values: singles, done: false };
  return singles.length === 1 ? singles[0] : undefined;
}

function singleOf(value: FhirValue, type: AnswerType): SingleAnswer | undefined {
  switch (type.kind) {
    case 'rating':
      return 'valueInteger' in value && isOnScale(value.valueInteger, type)
        ? { kind: 'number', value: value.valueInteger }
        : undefined;
    case 'number': {
      const number = numberIn(value);
      if (number === undefined || !isWithin(number, type)) return undefined;
      return type.whole && !Number.isInteger(number) ? undefined : { kind: 'number', value: number };
    }
    case 'quantity': {
      if (!('valueQuantity' in value) || !isWithin(value.valueQuantity.value, type)) return undefined;
      const { code, unit } = value.valueQuantity;
      const found = type.units.find((one) =>
        code === undefined ? one.display.default === unit : one.code === code,
      );
      if (!found && type.units.length > 0) return undefined;
      return { kind: 'quantity', value: value.valueQuantity.value, ...(found && { unit: found.key }) };
    }
    case 'date':
      return 'valueDate' in value && value.valueDate.length === 10 && isBetween(value, type, inDays)
        ? { kind: 'date', value: value.valueDate }
        : undefined;
    case 'dateTime':
      return 'valueDateTime' in value && value.valueDateTime.includes('T') && isBetween(value, type, inDays)
        ? { kind: 'dateTime', value: value.valueDateTime }
        : undefined;
    case 'time':
      return 'valueTime' in value && isBetween(value, type, (valueTime) => ({ valueTime }))
        ? { kind: 'time', value: value.valueTime }
        : undefined;
    case 'boolean':
      return 'valueBoolean' in value ? { kind: 'boolean', value: value.valueBoolean } : undefined;
    case 'choice':
    case 'choices': {
      const option = optionFor(type.options, value);
      if (option) return { kind: 'option', code: option.code };
      return type.open !== undefined && 'valueString' in value
        ? { kind: 'text', value: value.valueString }
        : undefined;
    }
    case 'text':
      return 'valueString' in value && isFormed(value.valueString, type)
        ? { kind: 'text', value: value.valueString }
        : undefined;
    case 'url':
      return 'valueUri' in value ? { kind: 'text', value: value.valueUri } : undefined;
  }
}

/** The option that has this value. */
export const optionFor = (options: readonly Option[], value: FhirValue): Option | undefined =>
  options.find((option) => isEqual(optionValue(option), value) === true);

const isWithin = (
  value: number,
  { min, max }: { readonly min?: number | undefined; readonly max?: number | undefined },
): boolean => (min === undefined || value >= min) && (max === undefined || value <= max);

const numberIn = (value: FhirValue): number | undefined => {
  if ('valueInteger' in value) return value.valueInteger;
  return 'valueDecimal' in value ? value.valueDecimal : undefined;
};

const isOnScale = (value: number, { min, max, step = 1 }: AnswerType & { kind: 'rating' }): boolean =>
  isWithin(value, { min, max }) && (value - min) % step === 0;

const isFormed = (
  text: string,
  { maxLength, minLength = 0, pattern }: AnswerType & { kind: 'text' },
): boolean =>
  text.length >= minLength &&
  text.length <= maxLength &&
  (pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(text));

const inDays = (text: string): FhirValue =>
  text.includes('T') ? { valueDateTime: text } : { valueDate: text };

const isBetween = (
  value: FhirValue,
  { min, max }: { readonly min?: string; readonly max?: string },
  bound: (text: string) => FhirValue,
): boolean =>
  (min === undefined || (order(value, bound(min)) ?? -1) >= 0) &&
  (max === undefined || (order(value, bound(max)) ?? 1) <= 0);
