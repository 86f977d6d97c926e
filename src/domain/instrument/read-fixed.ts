import type { Fault, FhirItem } from './fhir-questionnaire.ts';
import { translated } from './fhir-extensions.ts';
import type { FhirValue } from './fhir-value.ts';
import type { Enabling, Fixed, Node, Translated } from './instrument.ts';
import { readValue } from './read-value.ts';

/** A question that is hidden or read-only: what the file gives as its initial value is its answer. */
export function readFixed(
  item: FhirItem,
  {
    text,
    enabling,
    hidden,
    below,
    note,
  }: {
    readonly text: Translated;
    readonly enabling: Enabling;
    readonly hidden: boolean;
    readonly below: readonly Node[];
    readonly note: Fault;
  },
): Fixed {
  const selected = (item.answerOption ?? []).filter(({ initialSelected }) => initialSelected === true);
  const values = [...(item.initial ?? []), ...selected].flatMap((holder) => {
    const value = readValue(holder);
    return value ? [{ value, shown: shownAs(value, item) }] : [];
  });
  const calculated = enabling.expressions?.calculated !== undefined;
  if (values.length === 0 && !calculated) note(item.linkId, 'is not asked and has no value: it stays empty');
  return {
    kind: 'fixed',
    linkId: item.linkId,
    text,
    hidden,
    type: item.type,
    values: values.map(({ value }) => value),
    shown: values.map(({ shown }) => shown),
    below,
    ...enabling,
  };
}

function shownAs(value: FhirValue, { answerOption = [] }: FhirItem): Translated {
  if ('valueCoding' in value) {
    const { display, code } = value.valueCoding;
    const option = answerOption.find(({ valueCoding }) => valueCoding?.code === code)?.valueCoding;
    return translated(option?.display ?? display ?? code ?? '', option?.['_display']);
  }
  return translated(plainValue(value), undefined);
}

/** A value in no language: numbers and days as FHIR writes them. */
export function plainValue(value: FhirValue): string {
  if ('valueQuantity' in value) {
    const { value: number, unit, code } = value.valueQuantity;
    return [number, unit ?? code ?? ''].join(' ').trim();
  }
  if ('valueCoding' in value) return value.valueCoding.display ?? value.valueCoding.code ?? '';
  return String(Object.values(value)[0]);
}
