import { calculatedValues } from './calculated-values.ts';
import { evaluateExpression, type Environment, type Focus } from './evaluate-expression.ts';
import type { Computed } from './computed.ts';
import type { FhirValue } from '../instrument/fhir-value.ts';
import type { Instrument, Variable } from '../instrument/instrument.ts';
import type { ResponseItem } from './response-items.ts';
import { everySpot, linkIdOf, type Spot } from './spot.ts';

/**
 * Runs the expressions of an instrument on a response as it stands (FHIR Structured Data Capture): each begins at the
 * item that carries it, which is `%context` too; `%resource` is the response, `%questionnaire` the file, and the
 * variables of the items around it have their names. One that fails gives no value, and enables nothing.
 * @param failed told of each expression that could not be run, by linkId, and the name of the variable where it is one
 */
export function runExpressions(
  { questionnaire, variables }: NonNullable<Instrument['calculation']>,
  spots: readonly Spot[],
  { items, at }: { readonly items: readonly ResponseItem[]; readonly at: ReadonlyMap<string, ResponseItem> },
  failed: (linkId: string, reason: string, variable?: string) => void = () => {},
): Computed {
  const resource = { resourceType: 'QuestionnaireResponse', item: items };
  const enabled = new Set<string>();
  const values = new Map<string, readonly FhirValue[]>();

  const named = (all: readonly Variable[], focus: Focus, outer: Environment, linkId: string): Environment => {
    let environment = outer;
    for (const { name, expression } of all) {
      const found = evaluateExpression(expression, focus, environment, { asNodes: true });
      if (!found.ok) failed(linkId, found.reason, name);
      environment = { ...environment, [name]: found.ok ? found.values : [] };
    }
    return environment;
  };
  const focusOf = (spot: Spot): Focus => ({
    data: at.get(spot.key) ?? { linkId: linkIdOf(spot) },
    base: 'QuestionnaireResponse.item',
  });
  const known = new Map<Spot, Environment>();
  const environmentOf = (spot: Spot): Environment => {
    const before = known.get(spot);
    if (before) return before;
    const outer = spot.up ? environmentOf(spot.up) : root;
    const environment = named(
      spot.enabling.expressions?.variables ?? [],
      focusOf(spot),
      outer,
      linkIdOf(spot),
    );
    known.set(spot, environment);
    return environment;
  };
  const root = named(variables, { data: resource }, { resource, questionnaire }, 'questionnaire');

  for (const spot of everySpot(spots)) {
    const { enableWhen, calculated } = spot.enabling.expressions ?? {};
    const run = (expression: string): readonly unknown[] => {
      const found = evaluateExpression(expression, focusOf(spot), environmentOf(spot));
      if (!found.ok) failed(linkIdOf(spot), found.reason);
      return found.ok ? found.values : [];
    };
    if (enableWhen !== undefined) {
      const [first, ...more] = run(enableWhen);
      if (first === true && more.length === 0) enabled.add(spot.key);
    }
    if (calculated !== undefined && spot.kind === 'fixed')
      values.set(spot.key, calculatedValues(run(calculated), spot.node.type));
  }
  return { enabled, values };
}
