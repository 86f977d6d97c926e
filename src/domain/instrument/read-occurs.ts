import { extensionOf } from './fhir-extensions.ts';
import type { FhirItem, Reading } from './fhir-questionnaire.ts';
import type { Repeats } from './instrument.ts';

/** No more answers than this to one question, and no more fillings of one group: a client's document is bounded. */
export const mostRepeats = 50;

/** How often a repeating item is to be answered, at least once where it is answered at all. */
export function readOccurs(item: FhirItem, { fault, note }: Reading): Repeats {
  const least = Math.max(1, extensionOf(item, 'minOccurs')?.valueInteger ?? 1);
  const most = extensionOf(item, 'maxOccurs')?.valueInteger;
  if (least > (most ?? mostRepeats))
    fault(item.linkId, 'minOccurs must not be above maxOccurs, nor above 50');
  if (most === undefined || most > mostRepeats) note(item.linkId, `is taken ${mostRepeats} times at most`);
  return { least, most: Math.min(most ?? mostRepeats, mostRepeats) };
}
