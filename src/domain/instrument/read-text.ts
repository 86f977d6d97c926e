import { extensionOf } from './fhir-extensions.ts';
import type { FhirItem, Reading } from './fhir-questionnaire.ts';
import type { AnswerType } from './instrument.ts';
import { isSafePattern, openRepetitions } from './is-safe-pattern.ts';

/** With three open repetitions a pattern may try every third power of the length. */
const longestWithThree = 300;

/** Words; a pattern they must match is taken only where matching it cannot take long. */
export function readText(item: FhirItem, longest: number, { fault, note }: Reading): AnswerType {
  const minLength = extensionOf(item, 'minLength')?.valueInteger;
  const written = extensionOf(item, 'regex')?.valueString;
  const pattern = written === undefined ? undefined : strict(written);
  const isLong = pattern !== undefined && openRepetitions(pattern) === 3;
  const maxLength = isLong ? Math.min(longest, longestWithThree) : longest;
  if (maxLength < longest) note(item.linkId, `takes ${maxLength} characters at most, because of its pattern`);
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

/** Other engines let signs be escaped that need not be; here each is written by its number. */
const strict = (pattern: string): string =>
  pattern.replaceAll(
    /\\([^\p{L}\p{N}^$\\.*+?()[\]{}|/])/gu,
    (_escaped, sign: string) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
  );
