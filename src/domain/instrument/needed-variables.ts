import type { Expressions, Node, Variable } from './instrument.ts';
import { partsOf } from './parts-of.ts';

/**
 * The names of the variables that decide something: those used by what is calculated or by what says whether an item
 * is asked, and by another such variable. The others are there to fill answers in from a record, which is not done.
 */
export function neededVariables(variables: readonly Variable[], nodes: readonly Node[]): ReadonlySet<string> {
  const carried = expressionsIn(nodes);
  const known = [...variables, ...carried.flatMap((one) => one.variables ?? [])];
  const needed = new Set<string>();
  const open = carried.flatMap(({ enableWhen = '', calculated = '' }) => [enableWhen, calculated]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const text = next;
    for (const { name } of known) {
      if (needed.has(name) || !mentions(text, name)) continue;
      needed.add(name);
      open.push(...known.filter((one) => one.name === name).map(({ expression }) => expression));
    }
  }
  return needed;
}

const expressionsIn = (nodes: readonly Node[]): readonly Expressions[] =>
  nodes.flatMap((node) => {
    const { expressions, inside } = partsOf(node);
    return [...(expressions ? [expressions] : []), ...expressionsIn(inside)];
  });

const mentions = (text: string, name: string): boolean =>
  [`%${name}`, `%\`${name}\``, `%'${name}'`].some((one) => text.includes(one));
