import { extensionOf, extensionsOf } from './fhir-extensions.ts';
import type { Fault, FhirExtension, Reading } from './fhir-questionnaire.ts';
import type { Expressions, Variable } from './instrument.ts';
import { isSafePattern } from './is-safe-pattern.ts';

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
  if (language === 'text/fhirpath' && expression !== undefined) {
    if (!hasSafePatterns(expression)) fault(linkId, 'a pattern in its FHIRPath cannot be run');
    return expression;
  }
  fault(linkId, `an expression in ${language ?? 'no language'} cannot be run`);
  return undefined;
}

/** Characters of an answer that it may be run on. */
const longestText = 4000;

/** What is looked for by a pattern is a plain one, as an answer's must be: it may be run on whatever a client types. */
function hasSafePatterns(expression: string): boolean {
  const calls = expression.matchAll(
    /\b(?:matches|matchesFull|replaceMatches)\s*\(\s*('(?:\\.|[^'\\])*'\s*[,)])?/gu,
  );
  return Array.from(calls, ([, literal]) => literal).every((literal) => {
    if (literal === undefined) return false;
    const pattern = literal.slice(1, literal.lastIndexOf("'")).replaceAll(/\\([\\'"`/])/gu, '$1');
    return isSafePattern(pattern, longestText, { anywhere: true });
  });
}
