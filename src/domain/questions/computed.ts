import type { FhirValue } from '../instrument/fhir-value.ts';

/** What the FHIRPath of an instrument says of one check-in, by the keys of its places. */
export interface Computed {
  /** Whose `enableWhenExpression` is true. */
  readonly enabled: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly FhirValue[]>;
}

export const nothingComputed: Computed = { enabled: new Set(), values: new Map() };

export const isSame = (a: Computed, b: Computed): boolean => asText(a) === asText(b);

const asText = ({ enabled, values }: Computed): string => JSON.stringify([[...enabled], [...values]]);
