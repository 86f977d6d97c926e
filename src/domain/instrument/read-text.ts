import { extensionOf } from './fhir-extensions.ts';
import type { Fault, FhirItem } from './fhir-questionnaire.ts';
import type { AnswerType } from './instrument.ts';
import { isSafePattern } from './is-safe-pattern.ts';

/** Words; a pattern they must match is taken only where matching it cannot take long. */
export function readText(item: FhirItem, maxLength: number, fault: Fault): AnswerType {
  const minLength = extensionOf(item, 'minLength')?.valueInteger;
  const pattern = extensionOf(item, 'regex')?.valueString;
  if (minLength !== undefined && minLength > maxLength)
    fault(item.linkId, 'minLength must not be above maxLength');
  if (pattern !== undefined && !isSafePattern(pattern, maxLength))
    fault(item.linkId, 'its pattern cannot be run');
  return {
    kind: 'text',
    maxLength,
    ...(minLength !== undefined && minLength > 0 && { minLength }),
    ...(pattern !== undefined && { pattern }),
  };
}
