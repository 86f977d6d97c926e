import {
  elementShape,
  type FhirElement,
  type FhirExtension,
  type FhirItem,
  type Reading,
} from './fhir-questionnaire.ts';
import type { Translated } from './instrument.ts';

const hl7 = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const ours = 'https://alliance-checkin.example/fhir/StructureDefinition/';

export const extensionUrls = {
  translation: `${hl7}translation`,
  minValue: `${hl7}minValue`,
  maxValue: `${hl7}maxValue`,
  minQuantity: `${sdc}minQuantity`,
  maxQuantity: `${sdc}maxQuantity`,
  minLength: `${hl7}minLength`,
  maxDecimalPlaces: `${hl7}maxDecimalPlaces`,
  regex: `${hl7}regex`,
  ordinalValue: `${hl7}ordinalValue`,
  itemWeight: `${hl7}itemWeight`,
  valuesetOrdinalValue: `${hl7}valueset-ordinalValue`,
  itemControl: `${hl7}questionnaire-itemControl`,
  displayCategory: `${hl7}questionnaire-displayCategory`,
  hidden: `${hl7}questionnaire-hidden`,
  usageMode: `${hl7}questionnaire-usageMode`,
  minOccurs: `${hl7}questionnaire-minOccurs`,
  maxOccurs: `${hl7}questionnaire-maxOccurs`,
  sliderStepValue: `${hl7}questionnaire-sliderStepValue`,
  unit: `${hl7}questionnaire-unit`,
  unitOption: `${hl7}questionnaire-unitOption`,
  unitValueSet: `${hl7}questionnaire-unitValueSet`,
  optionExclusive: `${hl7}questionnaire-optionExclusive`,
  optionPrefix: `${hl7}questionnaire-optionPrefix`,
  variable: `${hl7}variable`,
  calculatedExpression: `${sdc}calculatedExpression`,
  enableWhenExpression: `${sdc}enableWhenExpression`,
  /** Ours: a repeating group is filled once for each `homework`, or each agreed `goal` whose turn it is. */
  each: `${ours}each`,
  /** Ours: the heading under which an answer option stands. */
  optionGroup: `${ours}option-group`,
  /** Ours: a group whose text is for whoever reads the record, not for the chat. */
  quiet: `${ours}quiet`,
} as const;

const known: ReadonlySet<string> = new Set(Object.values(extensionUrls));

/** They change what is asked or answered, and cannot be run: a file with one is refused. */
const refused: ReadonlySet<string> = new Set([
  ...['answerExpression', 'answerOptionsToggleExpression', 'subQuestionnaire'].map((name) => `${sdc}${name}`),
  ...['referenceResource', 'referenceProfile', 'referenceFilter'].map(
    (name) => `${hl7}questionnaire-${name}`,
  ),
]);

/** They make the value of what they stand on: of a text, or of whether an answer is required. */
const computing: ReadonlySet<string> = new Set([`${hl7}cqf-expression`, `${hl7}cqf-calculatedValue`]);

/** Names each extension of an item, or of the whole, that is not run; a refused one is a fault. */
export function nameExtensions(
  item: Pick<FhirItem, 'linkId' | 'extension'> & Readonly<Record<string, unknown>>,
  { fault, note }: Pick<Reading, 'fault' | 'note'>,
): void {
  const tell = (url: string, cannotRun: boolean): void => {
    if (cannotRun) fault(item.linkId, `extension ${url} cannot be run`);
    else if (!known.has(url)) note(item.linkId, `extension ${url} is not used`);
  };
  for (const { url } of item.extension ?? []) tell(url, refused.has(url));
  for (const companion of Object.keys(item).filter((key) => key.startsWith('_'))) {
    const element = elementShape.safeParse(item[companion]);
    for (const { url } of element.data?.extension ?? []) tell(url, refused.has(url) || computing.has(url));
  }
}

type Extended = { readonly extension?: readonly FhirExtension[] | undefined } | undefined;

export const extensionOf = (on: Extended, name: keyof typeof extensionUrls): FhirExtension | undefined =>
  on?.extension?.find(({ url }) => url === extensionUrls[name]);

export const extensionsOf = (on: Extended, name: keyof typeof extensionUrls): readonly FhirExtension[] =>
  on?.extension?.filter(({ url }) => url === extensionUrls[name]) ?? [];

/** A text with the translations that stand beside it. */
export function translated(text: string, beside: FhirElement | undefined): Translated {
  const translations = (beside?.extension ?? [])
    .filter(({ url }) => url === extensionUrls.translation)
    .flatMap(({ extension = [] }) => {
      const language = extension.find(({ url }) => url === 'lang')?.valueCode;
      const content = extension.find(({ url }) => url === 'content');
      const words = content?.valueString ?? content?.valueMarkdown;
      return language !== undefined && words !== undefined ? [[language, words] as const] : [];
    });
  return { default: text, translations: Object.fromEntries(translations) };
}

/** The code of an item control: `lower` and `upper` mark the ends of a scale. */
export const controlOf = (item: FhirItem): string | undefined =>
  extensionOf(item, 'itemControl')?.valueCodeableConcept?.coding?.find(({ code }) => code !== undefined)
    ?.code;
