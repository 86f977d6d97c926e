import { translated } from './fhir-extensions.ts';
import { valueSetShape, type FhirConcept, type FhirContains, type Reading } from './fhir-questionnaire.ts';
import type { Translated } from './instrument.ts';
import { ordinalOf, type Offered } from './offered.ts';

/**
 * The concepts of a value set that the questionnaire itself holds (`#id`, or its url): those of its expansion, or those that its
 * definition lists one by one. What would have to be looked up elsewhere is a fault.
 */
export function readValueSet(
  linkId: string,
  reference: string,
  { fault, contained }: Reading,
): readonly Offered[] {
  if (!reference.startsWith('#') && !contained.has(reference)) {
    fault(linkId, `the value set ${reference} is not in the file`);
    return [];
  }
  const found = valueSetShape.safeParse(contained.get(reference));
  if (!found.success) {
    fault(linkId, `the file holds no value set ${reference} that can be read`);
    return [];
  }
  const { compose, expansion } = found.data;
  if (expansion?.contains) return expansion.contains.flatMap((one) => fromExpansion(one));
  if (!compose) {
    fault(linkId, `the value set ${reference} lists nothing`);
    return [];
  }
  if (compose.exclude !== undefined) fault(linkId, `the value set ${reference} excludes something`);
  return compose.include.flatMap(({ system, concept, filter, valueSet }) => {
    if (concept && filter === undefined && valueSet === undefined)
      return concept.map((one) => offer(one, system));
    fault(linkId, `the value set ${reference} needs a look at ${system ?? 'another one'}: list its concepts`);
    return [];
  });
}

/** What is abstract cannot be chosen: it is the heading of what stands below it. */
function fromExpansion(
  { code, system, abstract, contains = [], ...rest }: FhirContains,
  group?: Translated,
): readonly Offered[] {
  const chosen = code !== undefined && abstract !== true && rest.inactive !== true;
  const heading = chosen || rest.display === undefined ? group : translated(rest.display, rest['_display']);
  return [
    ...(chosen ? [{ ...offer({ ...rest, code }, system), ...(group && { group }) }] : []),
    ...contains.flatMap((one) => fromExpansion(one, heading)),
  ];
}

function offer(concept: FhirConcept, system: string | undefined): Offered {
  const { code, display, designation = [] } = concept;
  const words = translated(display ?? code, concept['_display']);
  const designated = designation.flatMap(({ language, value }) =>
    language === undefined ? [] : [[language, value] as const],
  );
  const ordinal = ordinalOf(concept);
  return {
    value: {
      valueCoding: {
        ...(system !== undefined && { system }),
        code,
        ...(display !== undefined && { display }),
      },
    },
    display: { ...words, translations: { ...Object.fromEntries(designated), ...words.translations } },
    ...(ordinal !== undefined && { ordinal }),
  };
}
