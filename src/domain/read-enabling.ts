import type { Fault, FhirEnableWhen, FhirItem } from './fhir-questionnaire.ts';
import type { AnswerType, Condition, Enabling, Item } from './instrument.ts';

/** An item's conditions. Each must name a question that stands before it and a value that question can have. */
export function readEnabling(
  item: FhirItem,
  before: ReadonlyMap<string, Pick<Item, 'answer'>>,
  fault: Fault,
): Enabling {
  const { linkId, enableWhen = [], enableBehavior } = item;
  if (enableWhen.length > 1 && enableBehavior === undefined) fault(linkId, 'enableBehavior is missing');
  const conditions = enableWhen.flatMap((when): Condition[] => {
    const { question, operator } = when;
    const target = before.get(question);
    if (!target) {
      fault(linkId, `enableWhen names ${question}, which is no question before it`);
      return [];
    }
    const value = valueOf(when);
    if (value === undefined || !fits(value, operator, target.answer)) {
      fault(linkId, `enableWhen compares ${question} with something it cannot be`);
      return [];
    }
    return [{ question, operator, value }];
  });
  return { enableWhen: conditions, enableBehavior: enableBehavior ?? 'all' };
}

const valueOf = (when: FhirEnableWhen): Condition['value'] | undefined =>
  when.answerBoolean ??
  when.answerInteger ??
  when.answerDecimal ??
  when.answerString ??
  when.answerCoding?.code;

function fits(value: Condition['value'], operator: Condition['operator'], answer: AnswerType): boolean {
  if (operator === 'exists') return typeof value === 'boolean';
  const ordered = operator !== '=' && operator !== '!=';
  switch (answer.kind) {
    case 'rating':
      return typeof value === 'number';
    case 'choice':
    case 'choices':
      return !ordered && answer.options.some(({ code }) => code === value);
    case 'boolean':
      return !ordered && typeof value === 'boolean';
    case 'text':
      return !ordered && typeof value === 'string';
  }
}
