import { z } from 'zod';

/** As much of FHIR R4's Questionnaire as we read. What else a file holds is checked for meaning in `readItems`. */
const coding = z.object({
  system: z.string().optional(),
  code: z.string().min(1).optional(),
  display: z.string().optional(),
  get _display() {
    return element.optional();
  },
});

const extension = z.object({
  url: z.string(),
  valueCode: z.string().optional(),
  valueString: z.string().optional(),
  get _valueString() {
    return element.optional();
  },
  valueMarkdown: z.string().optional(),
  valueInteger: z.int().optional(),
  valueDecimal: z.number().optional(),
  valueCodeableConcept: z
    .object({
      coding: z.array(z.object({ system: z.string().optional(), code: z.string().optional() })).optional(),
    })
    .optional(),
  get extension() {
    return z.array(extension).optional();
  },
});

/** The companion of a primitive (`_text` beside `text`): where its translations stand. */
const element = z.object({
  get extension() {
    return z.array(extension).optional();
  },
});

const enableWhen = z.looseObject({
  question: z.string(),
  operator: z.enum(['exists', '=', '!=', '>', '<', '>=', '<=']),
  answerBoolean: z.boolean().optional(),
  answerInteger: z.int().optional(),
  answerDecimal: z.number().optional(),
  answerString: z.string().optional(),
  answerCoding: coding.optional(),
});

const item = z.looseObject({
  linkId: z.string().min(1),
  type: z.string(),
  text: z.string().optional(),
  _text: element.optional(),
  required: z.boolean().optional(),
  repeats: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  maxLength: z.int().min(1).optional(),
  extension: z.array(extension).optional(),
  enableWhen: z.array(enableWhen).min(1).optional(),
  enableBehavior: z.enum(['all', 'any']).optional(),
  answerOption: z
    .array(z.looseObject({ valueCoding: coding.optional(), extension: z.array(extension).optional() }))
    .optional(),
  get item() {
    return z.array(item).optional();
  },
});

export const questionnaireShape = z.looseObject({
  resourceType: z.literal('Questionnaire'),
  id: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,64}$/)
    .optional(),
  url: z.string().min(1),
  version: z.string().min(1),
  name: z.string().optional(),
  title: z.string().optional(),
  _title: element.optional(),
  status: z.enum(['draft', 'active', 'retired', 'unknown']),
  item: z.array(item).min(1),
});

export type FhirQuestionnaire = z.infer<typeof questionnaireShape>;
export type FhirItem = z.infer<typeof item>;
export type FhirExtension = z.infer<typeof extension>;
export type FhirElement = z.infer<typeof element>;
export type FhirEnableWhen = z.infer<typeof enableWhen>;

/** Names what cannot be run, by the item's linkId. */
export type Fault = (linkId: string, what: string) => void;
