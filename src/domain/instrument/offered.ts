import { extensionOf } from './fhir-extensions.ts';
import type { FhirValue } from './fhir-value.ts';
import type { Translated } from './instrument.ts';

/** An option before it has the key it is kept under. */
export interface Offered {
  readonly value: FhirValue;
  readonly display: Translated;
  readonly prefix?: Translated;
  readonly ordinal?: number;
  readonly group?: Translated;
  readonly exclusive?: boolean;
}

/** FHIR `ordinalValue`, or what earlier and later versions call it. */
export const ordinalOf = (on: Parameters<typeof extensionOf>[0]): number | undefined => {
  const ordinal =
    extensionOf(on, 'ordinalValue') ??
    extensionOf(on, 'itemWeight') ??
    extensionOf(on, 'valuesetOrdinalValue');
  return ordinal?.valueDecimal ?? ordinal?.valueInteger;
};
