import { evalFhirPathTyped, toTypedValue } from '@medplum/core';
import type { Expression } from '@medplum/fhirtypes';
import type { Place } from './places.ts';
import { valuesOf } from './raw.ts';

/**
 * What the FHIRPath of an item's extension comes to, by another implementation than the program's: with the whole
 * response as `%resource` and the questionnaire's own variables. `undefined` where the item has no such extension.
 */
export function evaluated(place: Place, extension: string): readonly unknown[] | undefined {
  const [expression] = valuesOf(place.item, extension) as Expression[];
  const root = rootOf(place);
  if (!expression?.expression || !root) return undefined;
  const response = toTypedValue(root.response);
  let words = expression.expression;
  // a variable may stand for nothing, for which the other implementation has no value; the last may use those before it
  const variables = valuesOf(root.questionnaire, 'variable') as Expression[];
  const names = [...variables, ...(valuesOf(place.item, 'variable') as Expression[])];
  for (const { name, expression: of } of names.reverse())
    words = words.replaceAll(new RegExp(`%${name}(?![A-Za-z0-9_])`, 'gu'), () => `(${of})`);
  const known = { '%resource': response, '%questionnaire': toTypedValue(root.questionnaire) };
  return evalFhirPathTyped(words, [response], known).map(({ value }) => value as unknown);
}

const rootOf = ({ up, root }: Place): Place['root'] => root ?? (up && rootOf(up));
