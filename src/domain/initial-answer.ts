import { isEqual, order } from './compare-values.ts';
import { optionValue } from './answer-values.ts';
import type { Answer, SingleAnswer } from './check-in.ts';
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
  if (type.kind === 'choices') {
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
    case 'number': {
      const number =
        'valueInteger' in value
          ? value.valueInteger
          : 'valueDecimal' in value
            ? value.valueDecimal
            : undefined;
      return number !== undefined && isWithin(number, type) ? { kind: 'number', value: number } : undefined;
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
      return 'valueDate' in value && value.valueDate.length === 10 && isBetween(value, type)
        ? { kind: 'date', value: value.valueDate }
        : undefined;
    case 'dateTime':
      return 'valueDateTime' in value && value.valueDateTime.includes('T')
        ? { kind: 'dateTime', value: value.valueDateTime }
        : undefined;
    case 'time':
      return 'valueTime' in value ? { kind: 'time', value: value.valueTime } : undefined;
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
      return 'valueString' in value ? { kind: 'text', value: value.valueString } : undefined;
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

const isBetween = (
  value: FhirValue,
  { min, max }: { readonly min?: string; readonly max?: string },
): boolean =>
  (min === undefined || (order(value, { valueDate: min }) ?? -1) >= 0) &&
  (max === undefined || (order(value, { valueDate: max }) ?? 1) <= 0);
