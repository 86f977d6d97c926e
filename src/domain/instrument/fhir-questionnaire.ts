import { z } from 'zod';

/** As much of FHIR R4's Questionnaire as we read. What else a file holds is checked for meaning in `readItems`. */
const quantity = z.object({
  value: z.number().optional(),
  unit: z.string().optional(),
  system: z.string().optional(),
  code: z.string().optional(),
});

const coding = z.object({
  system: z.string().optional(),
  code: z.string().min(1).optional(),
  display: z.string().optional(),
  get _display() {
    return elementShape.optional();
  },
  get extension() {
    return z.array(extension).optional();
  },
});

const date = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const dateTime = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?$/);
const time = z.string().regex(/^\d{2}:\d{2}:\d{2}(\.\d+)?$/);

/** `value[x]` as far as an answer can have it, but for codings. */
const plainValues = {
  valueBoolean: z.boolean().optional(),
  valueInteger: z.int().optional(),
  valueDecimal: z.number().optional(),
  valueDate: date.optional(),
  valueDateTime: dateTime.optional(),
  valueTime: time.optional(),
  valueString: z.string().optional(),
  valueUri: z.string().optional(),
  valueQuantity: quantity.optional(),
};

const codeableConcept = z.object({
  get coding() {
    return z.array(coding).optional();
  },
});

/** Written out, since what refers to itself cannot be put together from parts and keep its type. */
const extension = z.object({
  url: z.string(),
  valueBoolean: z.boolean().optional(),
  valueInteger: z.int().optional(),
  valueDecimal: z.number().optional(),
  valueDate: date.optional(),
  valueDateTime: dateTime.optional(),
  valueTime: time.optional(),
  valueString: z.string().optional(),
  valueUri: z.string().optional(),
  valueQuantity: quantity.optional(),
  get valueCoding() {
    return coding.optional();
  },
  valueCode: z.string().optional(),
  get _valueString() {
    return elementShape.optional();
  },
  valueMarkdown: z.string().optional(),
  valueCanonical: z.string().optional(),
  get valueCodeableConcept() {
    return codeableConcept.optional();
  },
  valueExpression: z
    .object({
      name: z.string().optional(),
      language: z.string().optional(),
      expression: z.string().optional(),
    })
    .optional(),
  get extension() {
    return z.array(extension).optional();
  },
});

/** The companion of a primitive (`_text` beside `text`): where its translations stand. */
export const elementShape = z.object({
  get extension() {
    return z.array(extension).optional();
  },
});

const values = { ...plainValues, valueCoding: coding.optional() };

const enableWhen = z.looseObject({
  question: z.string(),
  operator: z.enum(['exists', '=', '!=', '>', '<', '>=', '<=']),
  answerBoolean: z.boolean().optional(),
  answerInteger: z.int().optional(),
  answerDecimal: z.number().optional(),
  answerDate: date.optional(),
  answerDateTime: dateTime.optional(),
  answerTime: time.optional(),
  answerString: z.string().optional(),
  answerCoding: coding.optional(),
  answerQuantity: quantity.optional(),
});

const answerOption = z.looseObject({
  ...values,
  _valueString: elementShape.optional(),
  initialSelected: z.boolean().optional(),
  extension: z.array(extension).optional(),
});

const item = z.looseObject({
  linkId: z.string().min(1),
  type: z.string(),
  text: z.string().optional(),
  _text: elementShape.optional(),
  prefix: z.string().optional(),
  _prefix: elementShape.optional(),
  code: z.array(coding).optional(),
  required: z.boolean().optional(),
  repeats: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  maxLength: z.int().min(1).optional(),
  extension: z.array(extension).optional(),
  enableWhen: z.array(enableWhen).min(1).optional(),
  enableBehavior: z.enum(['all', 'any']).optional(),
  answerValueSet: z.string().optional(),
  answerOption: z.array(answerOption).optional(),
  initial: z.array(z.looseObject(values)).optional(),
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
  url: z.string().min(1).optional(),
  version: z.string().min(1).optional(),
  name: z.string().optional(),
  title: z.string().optional(),
  _title: elementShape.optional(),
  status: z.enum(['draft', 'active', 'retired', 'unknown']),
  contained: z
    .array(
      z.looseObject({
        resourceType: z.string(),
        id: z.string().optional(),
        url: z.string().optional(),
        version: z.string().optional(),
      }),
    )
    .optional(),
  extension: z.array(extension).optional(),
  item: z.array(item).min(1),
});

export type FhirQuestionnaire = z.infer<typeof questionnaireShape>;
export type FhirItem = z.infer<typeof item>;
export type FhirAnswerOption = z.infer<typeof answerOption>;
export type FhirExtension = z.infer<typeof extension>;
export type FhirElement = z.infer<typeof elementShape>;
export type FhirEnableWhen = z.infer<typeof enableWhen>;
export type FhirReadCoding = z.infer<typeof coding>;

const designation = z.looseObject({ language: z.string().optional(), value: z.string() });

const concept = z.looseObject({
  code: z.string().min(1),
  display: z.string().optional(),
  _display: elementShape.optional(),
  extension: z.array(extension).optional(),
  designation: z.array(designation).optional(),
});

const contains = z.looseObject({
  code: z.string().min(1).optional(),
  display: z.string().optional(),
  _display: elementShape.optional(),
  extension: z.array(extension).optional(),
  designation: z.array(designation).optional(),
  system: z.string().optional(),
  abstract: z.boolean().optional(),
  inactive: z.boolean().optional(),
  get contains() {
    return z.array(contains).optional();
  },
});

export const valueSetShape = z.looseObject({
  compose: z
    .looseObject({
      include: z.array(
        z.looseObject({
          system: z.string().optional(),
          concept: z.array(concept).optional(),
          filter: z.unknown().optional(),
          valueSet: z.unknown().optional(),
        }),
      ),
      exclude: z.array(z.unknown()).optional(),
    })
    .optional(),
  expansion: z.looseObject({ contains: z.array(contains).optional() }).optional(),
});

export type FhirConcept = z.infer<typeof concept>;
export type FhirContains = z.infer<typeof contains>;

/** Names something about an item, by its linkId: what cannot be run, or what is left aside. */
export type Fault = (linkId: string, what: string) => void;

/** What reading an item needs beside it. */
export interface Reading {
  /** What cannot be run: the file is refused. */
  readonly fault: Fault;
  /** What is left aside: the file runs without it. */
  readonly note: Fault;
  /** The value sets that the file itself holds, by each name they may be referred to with. */
  readonly contained: ReadonlyMap<string, unknown>;
}
