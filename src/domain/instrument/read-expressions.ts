import { extensionOf, extensionsOf } from './fhir-extensions.ts';
import type { Fault, FhirExtension, Reading } from './fhir-questionnaire.ts';
import type { Expressions, Variable } from './instrument.ts';

interface Extended {
  readonly extension?: readonly FhirExtension[] | undefined;
}

/** The FHIRPath that an item carries. Expressions of another language, such as a query, are faults. */
export function readExpressions(
  on: Extended & { readonly linkId: string },
  reading: Pick<Reading, 'fault' | 'note'>,
): { readonly expressions?: Expressions } {
  const { linkId } = on;
  const one = (name: 'enableWhenExpression' | 'calculatedExpression'): string | undefined => {
    const extension = extensionOf(on, name);
    return extension && textOf(extension, linkId, reading.fault);
  };
  const enableWhen = one('enableWhenExpression');
  const calculated = one('calculatedExpression');
  const variables = readVariables(on, linkId, reading);
  if (enableWhen === undefined && calculated === undefined && variables.length === 0) return {};
  return {
    expressions: {
      ...(enableWhen !== undefined && { enableWhen }),
      ...(calculated !== undefined && { calculated }),
      ...(variables.length > 0 && { variables }),
    },
  };
}

/** One in another language, such as a query, is left aside: an expression that needs it cannot be run then. */
export const readVariables = (
  on: Extended,
  linkId: string,
  { fault, note }: Pick<Reading, 'fault' | 'note'>,
): readonly Variable[] =>
  extensionsOf(on, 'variable').flatMap((extension) => {
    const expression = textOf(extension, linkId, note);
    const name = extension.valueExpression?.name;
    if (name === undefined) fault(linkId, 'a variable needs a name');
    return expression === undefined || name === undefined ? [] : [{ name, expression }];
  });

function textOf({ valueExpression }: FhirExtension, linkId: string, fault: Fault): string | undefined {
  const { language, expression } = valueExpression ?? {};
  if (language === 'text/fhirpath' && expression !== undefined) return expression;
  fault(linkId, `an expression in ${language ?? 'no language'} cannot be run`);
  return undefined;
}
