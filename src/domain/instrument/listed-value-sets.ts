import { valueSetShape, type FhirContains, type FhirQuestionnaire } from './fhir-questionnaire.ts';

/**
 * The questionnaire as FHIRPath sees it: a value set in the file that is only expanded is listed as well, since
 * `weight()` and `ordinal()` look for the values of R4 options in that list alone.
 */
export const withListedValueSets = (questionnaire: object, { contained }: FhirQuestionnaire): object => ({
  ...questionnaire,
  ...(contained && {
    contained: contained.map((one) => (one.resourceType === 'ValueSet' ? listed(one) : one)),
  }),
});

function listed(set: object): object {
  const { compose, expansion } = valueSetShape.safeParse(set).data ?? {};
  if (compose || !expansion?.contains) return set;
  const all = expansion.contains.flatMap(flattened);
  const systems = [...new Set(all.map(({ system }) => system))];
  const include = systems.map((system) => ({
    ...(system !== undefined && { system }),
    concept: all
      .filter((one) => one.system === system)
      .map(({ code, display, extension }) => ({
        code,
        ...(display !== undefined && { display }),
        ...(extension && { extension }),
      })),
  }));
  return { ...set, compose: { include } };
}

const flattened = (one: FhirContains): readonly FhirContains[] => [
  ...(one.code === undefined ? [] : [one]),
  ...(one.contains ?? []).flatMap(flattened),
];
