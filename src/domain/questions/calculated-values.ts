import { z } from 'zod';
import type { FhirValue } from '../instrument/fhir-value.ts';
import { readValue } from '../instrument/read-value.ts';

/** What was calculated, as the answers of an item of this FHIR type; what does not fit it is no answer. */
export const calculatedValues = (results: readonly unknown[], type: string): readonly FhirValue[] =>
  results.flatMap((result) => {
    const read = shapes[type]?.safeParse(result);
    return (read?.success === true && readValue(read.data)) || [];
  });

const words = z.string().min(1);
const coding = z.object({
  system: z.string().optional(),
  code: z.string().optional(),
  display: z.string().optional(),
});
const quantity = z.object({
  value: z.number(),
  unit: z.string().optional(),
  system: z.string().optional(),
  code: z.string().optional(),
});

const inWords = words.transform((valueString) => ({ valueString }));
const coded = coding.transform((valueCoding) => ({ valueCoding }));
const shapes: Readonly<Record<string, z.ZodType<Parameters<typeof readValue>[0]>>> = {
  boolean: z.boolean().transform((valueBoolean) => ({ valueBoolean })),
  integer: z.int().transform((valueInteger) => ({ valueInteger })),
  decimal: z.number().transform((valueDecimal) => ({ valueDecimal })),
  date: z.iso.date().transform((valueDate) => ({ valueDate })),
  dateTime: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?$/)
    .transform((valueDateTime) => ({ valueDateTime })),
  time: z
    .string()
    .regex(/^\d{2}:\d{2}:\d{2}(\.\d+)?$/)
    .transform((valueTime) => ({ valueTime })),
  string: inWords,
  text: inWords,
  url: words.transform((valueUri) => ({ valueUri })),
  quantity: z.union([
    z.number().transform((value) => ({ valueQuantity: { value } })),
    quantity.transform((valueQuantity) => ({ valueQuantity })),
  ]),
  choice: coded,
  'open-choice': z.union([coded, inWords]),
};
