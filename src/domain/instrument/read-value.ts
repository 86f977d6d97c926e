import type { FhirEnableWhen, FhirReadCoding } from './fhir-questionnaire.ts';
import type { FhirCoding, FhirQuantity, FhirValue } from './fhir-value.ts';

interface Holder {
  readonly valueBoolean?: boolean | undefined;
  readonly valueInteger?: number | undefined;
  readonly valueDecimal?: number | undefined;
  readonly valueDate?: string | undefined;
  readonly valueDateTime?: string | undefined;
  readonly valueTime?: string | undefined;
  readonly valueString?: string | undefined;
  readonly valueUri?: string | undefined;
  readonly valueCoding?: FhirReadCoding | undefined;
  readonly valueQuantity?: Partial<FhirQuantity> | undefined;
}

/** The one `value[x]` of an option, an initial value or an extension; `undefined` where it has none that we know. */
export function readValue(holder: Holder): FhirValue | undefined {
  if (holder.valueBoolean !== undefined) return { valueBoolean: holder.valueBoolean };
  if (holder.valueInteger !== undefined) return { valueInteger: holder.valueInteger };
  if (holder.valueDecimal !== undefined) return { valueDecimal: holder.valueDecimal };
  if (holder.valueDate !== undefined) return { valueDate: holder.valueDate };
  if (holder.valueDateTime !== undefined) return { valueDateTime: holder.valueDateTime };
  if (holder.valueTime !== undefined) return { valueTime: holder.valueTime };
  if (holder.valueString !== undefined) return { valueString: holder.valueString };
  if (holder.valueUri !== undefined) return { valueUri: holder.valueUri };
  if (holder.valueCoding !== undefined) return { valueCoding: codingOf(holder.valueCoding) };
  const { value, unit, system, code } = holder.valueQuantity ?? {};
  if (value === undefined) return undefined;
  return {
    valueQuantity: {
      value,
      ...(unit !== undefined && { unit }),
      ...(system !== undefined && { system }),
      ...(code !== undefined && { code }),
    },
  };
}

/** What a condition compares with (`answer[x]`). */
export const readComparison = (when: FhirEnableWhen): FhirValue | undefined =>
  readValue({
    valueBoolean: when.answerBoolean,
    valueInteger: when.answerInteger,
    valueDecimal: when.answerDecimal,
    valueDate: when.answerDate,
    valueDateTime: when.answerDateTime,
    valueTime: when.answerTime,
    valueString: when.answerString,
    valueCoding: when.answerCoding,
    valueQuantity: when.answerQuantity,
  });

export const codingOf = ({ system, code, display }: FhirReadCoding): FhirCoding => ({
  ...(system !== undefined && { system }),
  ...(code !== undefined && { code }),
  ...(display !== undefined && { display }),
});
