/** A value as FHIR R4 writes it in an answer, an option, a condition or an initial value: one `value[x]`. */
export type FhirValue =
  | { readonly valueBoolean: boolean }
  | { readonly valueInteger: number }
  | { readonly valueDecimal: number }
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  | { readonly valueDate: string }
  /** A date, or with a time its offset from UTC as well: `2026-04-03T19:30:00+02:00`. */
  | { readonly valueDateTime: string }
  /** `hh:mm:ss`. */
  | { readonly valueTime: string }
  | { readonly valueString: string }
  | { readonly valueUri: string }
  | { readonly valueCoding: FhirCoding }
  | { readonly valueQuantity: FhirQuantity };

export interface FhirCoding {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
}

export interface FhirQuantity {
  readonly value: number;
  readonly unit?: string;
  readonly system?: string;
  readonly code?: string;
}
