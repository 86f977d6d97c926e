import type { Questionnaire, QuestionnaireItem } from '@medplum/fhirtypes';
import type { Answer, SingleAnswer } from '../../../src/domain/answer.ts';
import type { Question } from '../../../src/domain/questions/question.ts';
import { optionsOf, type RawValue } from './raw.ts';

/** What an answer must be in the response, by the item's own JSON. Options are told by their place in the file. */
export function expectedValues(
  questionnaire: Questionnaire,
  item: QuestionnaireItem,
  { answer: type }: Question,
  answer: Answer,
): readonly RawValue[] {
  const offered = optionsOf(questionnaire, item);
  const places =
    type.kind === 'choice' || type.kind === 'choices' ? type.options.map(({ code }) => code) : [];
  const option = (code: string): RawValue => offered[places.indexOf(code)] ?? { unknown: code };
  const single = (one: SingleAnswer): RawValue => {
    switch (one.kind) {
      case 'number':
        return item.type === 'integer' ? { valueInteger: one.value } : { valueDecimal: one.value };
      case 'quantity':
        return { valueQuantity: { value: one.value } };
      case 'date':
        return { valueDate: one.value };
      case 'dateTime':
        return { valueDateTime: one.value };
      case 'time':
        return { valueTime: one.value };
      case 'option':
        return option(one.code);
      case 'boolean':
        return { valueBoolean: one.value };
      case 'text':
        return item.type === 'url' ? { valueUri: one.value } : { valueString: one.value };
    }
  };
  if (answer.kind === 'skipped') return [];
  if (answer.kind === 'several') return answer.values.map(single);
  if (answer.kind !== 'options') return [single(answer)];
  return [...answer.codes.map(option), ...(answer.other ?? []).map((words) => ({ valueString: words }))];
}

/** As both sides of a comparison are written: a coding by its code, a quantity by its number. */
export function plainValue(value: RawValue): string {
  const [[name, one] = []] = Object.entries(value);
  if (name === 'valueCoding') {
    const { system, code } = one as { system?: string; code?: string };
    return JSON.stringify([name, system, code]);
  }
  return JSON.stringify([name, name === 'valueQuantity' ? (one as { value: number }).value : one]);
}
