import type { Fault, FhirItem, Reading } from './fhir-questionnaire.ts';
import type { FhirValue } from './fhir-value.ts';
import { optionFor } from './initial-answer.ts';
import type { AnswerType, Condition, Enabling } from './instrument.ts';
import { readExpressions } from './read-expressions.ts';
import { readComparison } from './read-value.ts';

/** A question as a condition sees it. One that is not asked may have no type: then any value is compared. */
export interface Target {
  readonly answer?: AnswerType;
}

/** An item's conditions, as they stand in the file; `checkConditions` says whether they can be run. */
export function readEnabling(item: FhirItem, reading: Pick<Reading, 'fault' | 'note'>): Enabling {
  const { fault } = reading;
  const { linkId, enableWhen = [], enableBehavior } = item;
  if (enableWhen.length > 1 && enableBehavior === undefined) fault(linkId, 'enableBehavior is missing');
  const conditions = enableWhen.flatMap((when): Condition[] => {
    const { question, operator } = when;
    const value = readComparison(when);
    if (value !== undefined) return [{ question, operator, value }];
    fault(linkId, `enableWhen compares ${question} with something it cannot be`);
    return [];
  });
  return {
    enableWhen: conditions,
    enableBehavior: enableBehavior ?? 'all',
    ...readExpressions(item, reading),
  };
}

/** Each condition must name a question, before or after it, and a value that question can have. */
export function checkConditions(
  linkId: string,
  { enableWhen }: Enabling,
  { targets, fault }: { readonly targets: ReadonlyMap<string, Target>; readonly fault: Fault },
): void {
  for (const { question, operator, value } of enableWhen) {
    const target = targets.get(question);
    if (!target) fault(linkId, `enableWhen names ${question}, which is no question`);
    else if (!fits(value, operator, target))
      fault(linkId, `enableWhen compares ${question} with something it cannot be`);
  }
}

function fits(value: FhirValue, operator: Condition['operator'], { answer }: Target): boolean {
  if (operator === 'exists') return 'valueBoolean' in value;
  if (!answer) return true;
  const ordered = operator !== '=' && operator !== '!=';
  switch (answer.kind) {
    case 'rating':
    case 'number':
      return 'valueInteger' in value || 'valueDecimal' in value;
    case 'quantity':
      return 'valueQuantity' in value;
    case 'date':
    case 'dateTime':
      return 'valueDate' in value || 'valueDateTime' in value;
    case 'time':
      return 'valueTime' in value;
    case 'choice':
    case 'choices':
      if (ordered)
        return !('valueCoding' in value) && !('valueString' in value) && !('valueBoolean' in value);
      return answer.open !== undefined || optionFor(answer.options, value) !== undefined;
    case 'boolean':
      return !ordered && 'valueBoolean' in value;
    case 'text':
    case 'url':
      return 'valueString' in value || 'valueUri' in value;
  }
}
