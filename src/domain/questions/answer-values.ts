import type { Answer, SingleAnswer } from '../check-in.ts';
import type { FhirQuantity, FhirValue } from '../instrument/fhir-value.ts';
import type { AnswerType, Option, Unit } from '../instrument/instrument.ts';
import { textIn } from './question.ts';

/** An answer as FHIR has it, one value after the other in the order in which they are kept; none when it was skipped. */
export function answerValues(answer: Answer, type: AnswerType): readonly FhirValue[] {
  switch (answer.kind) {
    case 'skipped':
      return [];
    case 'several':
      return answer.values.flatMap((value) => singleValue(value, type));
    case 'options':
      return [
        ...optionsIn(type)
          .filter(({ code }) => answer.codes.includes(code))
          .map(optionValue),
        ...(answer.other ?? []).map((words) => ({ valueString: words })),
      ];
    case 'number':
    case 'quantity':
    case 'date':
    case 'dateTime':
    case 'time':
    case 'option':
    case 'boolean':
    case 'text':
      return singleValue(answer, type);
  }
}

function singleValue(answer: SingleAnswer, type: AnswerType): readonly FhirValue[] {
  switch (answer.kind) {
    case 'number': {
      const whole = type.kind === 'rating' || (type.kind === 'number' && type.whole && type.decimals !== 0);
      return [whole ? { valueInteger: answer.value } : { valueDecimal: answer.value }];
    }
    case 'quantity':
      return [{ valueQuantity: quantityOf(answer, type.kind === 'quantity' ? type.units : []) }];
    case 'date':
      return [{ valueDate: answer.value }];
    case 'dateTime':
      return [{ valueDateTime: answer.value }];
    case 'time':
      return [{ valueTime: answer.value }];
    case 'option':
      return optionsIn(type)
        .filter(({ code }) => code === answer.code)
        .map(optionValue);
    case 'boolean':
      return [{ valueBoolean: answer.value }];
    case 'text':
      return [type.kind === 'url' ? { valueUri: answer.value } : { valueString: answer.value }];
  }
}

function quantityOf({ value, unit }: { value: number; unit?: string }, units: readonly Unit[]): FhirQuantity {
  const found = units.find(({ key }) => key === unit) ?? (units.length === 1 ? units[0] : undefined);
  if (!found) return { value };
  const { display, system, code } = found;
  return {
    value,
    unit: display.default,
    ...(system !== undefined && code !== undefined && { system }),
    ...(code !== undefined && { code }),
  };
}

/** What an option is in FHIR. */
export const optionValue = ({ value, system, code, display }: Option): FhirValue =>
  value ?? {
    valueCoding: { ...(system !== undefined && { system }), code, display: textIn(display, '') },
  };

const optionsIn = (type: AnswerType): readonly Option[] =>
  type.kind === 'choice' || type.kind === 'choices' ? type.options : [];
