import { extensionOf, extensionsOf, translated } from './fhir-extensions.ts';
import type { FhirItem, FhirReadCoding, Reading } from './fhir-questionnaire.ts';
import type { FhirQuantity } from './fhir-value.ts';
import { foldText } from '../typed/fold-text.ts';
import type { Unit } from './instrument.ts';
import { keyOf, repeated } from './option-keys.ts';
import { readValueSet } from './read-value-set.ts';

/**
 * The units in which a number may be given, in the questionnaire's order; none where it names none. A quantity that
 * names none is given in the unit of its bounds.
 */
export function readUnits(item: FhirItem, reading: Reading): readonly Unit[] {
  const alone = extensionOf(item, 'unit')?.valueCoding;
  const listed = extensionsOf(item, 'unitOption').flatMap(({ valueCoding }) => valueCoding ?? []);
  const valueSet = extensionOf(item, 'unitValueSet')?.valueCanonical;
  const fromSet = valueSet === undefined ? [] : readValueSet(item.linkId, valueSet, reading);
  const named = [
    ...(listed.length > 0 ? listed : alone ? [alone] : []).flatMap(unitOf),
    ...fromSet.flatMap(({ value, display }) =>
      'valueCoding' in value ? unitOf({ ...value.valueCoding, display: display.default }) : [],
    ),
  ];
  const ofBound = boundsIn(item).map(({ unit, ...rest }) => ({ ...rest, display: unit }));
  const units = named.length > 0 ? named : ofBound.slice(0, 1).flatMap(unitOf);
  for (const key of repeated(units.map((unit) => unit.key)))
    reading.fault(item.linkId, `two units have the code ${key}`);
  if (repeated(units.map(({ display }) => foldText(display.default))).length > 0)
    reading.fault(item.linkId, 'two units read alike');
  return units;
}

/** What a quantity must lie between, as far as it is given as quantities. */
export const boundsIn = (item: FhirItem): readonly Partial<FhirQuantity>[] =>
  (['minValue', 'minQuantity', 'maxValue', 'maxQuantity'] as const).flatMap(
    (name) => extensionOf(item, name)?.valueQuantity ?? [],
  );

const unitOf = ({ system, code, display, _display }: FhirReadCoding): readonly Unit[] => {
  const words = display ?? code;
  if (words === undefined) return [];
  return [
    {
      key: keyOf(code ?? words),
      display: translated(words, _display),
      ...(system !== undefined && { system }),
      ...(code !== undefined && { code }),
    },
  ];
};
