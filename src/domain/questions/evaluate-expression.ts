import { createRequire } from 'node:module';

/** Names that an expression may use (`%name`), and what they stand for. */
export type Environment = Readonly<Record<string, unknown>>;

/** Where an expression begins: the response, or one of its items. */
export interface Focus {
  readonly data: object;
  readonly base?: 'QuestionnaireResponse.item';
}

export type Evaluated =
  | { readonly ok: true; readonly values: readonly unknown[] }
  | { readonly ok: false; readonly reason: string };

/**
 * Evaluates FHIRPath on FHIR R4 data: plain values, in order. Nothing throws, nothing is looked up anywhere, nothing is
 * logged. What takes the engine half a second to load is loaded for the first expression alone.
 * @param asNodes keeps what the values know of their place in the data, for another expression to go on from
 */
export function evaluateExpression(
  expression: string,
  { data, base }: Focus,
  environment: Environment,
  { asNodes = false }: { readonly asNodes?: boolean } = {},
): Evaluated {
  const key = JSON.stringify([expression, base ?? '', asNodes]);
  try {
    engine ??= loadEngine();
    const run =
      compiled.get(key) ??
      engine.compile(base ? { base, expression } : expression, engine.model, {
        resolveInternalTypes: !asNodes,
        // what `trace()` is given may be an answer
        traceFn: () => {},
      });
    compiled.set(key, run);
    const values = run(data, environment);
    return { ok: true, values: Array.isArray(values) ? values : [] };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : 'cannot be read' };
  }
}

type Run = (data: object, environment: Environment) => unknown;
const compiled = new Map<string, Run>();

interface Engine {
  readonly model: unknown;
  compile(path: string | { base: string; expression: string }, model: unknown, options: object): Run;
}
let engine: Engine | undefined;

function loadEngine(): Engine {
  const load = createRequire(import.meta.url);
  const { compile }: Pick<Engine, 'compile'> = load('fhirpath');
  const model: unknown = load('fhirpath/fhir-context/r4');
  return { compile, model };
}
