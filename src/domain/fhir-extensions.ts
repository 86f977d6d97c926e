import type { FhirElement, FhirExtension, FhirItem } from './fhir-questionnaire.ts';
import type { Translated } from './instrument.ts';

const hl7 = 'http://hl7.org/fhir/StructureDefinition/';
const ours = 'https://alliance-checkin.example/fhir/StructureDefinition/';

export const extensionUrls = {
  translation: `${hl7}translation`,
  minValue: `${hl7}minValue`,
  maxValue: `${hl7}maxValue`,
  ordinalValue: `${hl7}ordinalValue`,
  itemControl: `${hl7}questionnaire-itemControl`,
  /** Ours: a repeating group is filled once for each `homework`, or each agreed `goal` whose turn it is. */
  each: `${ours}each`,
  /** Ours: the heading under which an answer option stands. */
  optionGroup: `${ours}option-group`,
} as const;

const known: ReadonlySet<string> = new Set(Object.values(extensionUrls));

/** Standard extensions that we do not act on: they may change what a question means, so a file with one is refused. */
export const unsupportedExtensions = (item: FhirItem): readonly string[] =>
  (item.extension ?? [])
    .map(({ url }) => url)
    .filter((url) => url.startsWith('http://hl7.org/') && !known.has(url));

export const extensionOf = (
  on: { readonly extension?: readonly FhirExtension[] | undefined } | undefined,
  name: keyof typeof extensionUrls,
): FhirExtension | undefined => on?.extension?.find(({ url }) => url === extensionUrls[name]);

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
