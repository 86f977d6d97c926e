import type { Fault } from './fhir-questionnaire.ts';
import type { Node } from './instrument.ts';
import { partsOf } from './parts-of.ts';

/** Conditions that hang on each other through more items than this cannot be followed in one go. */
const deepest = 500;

/** Names each item whose own answer decides, by whatever way round, whether it is asked; and conditions too far apart. */
export function checkCircles(nodes: readonly Node[], fault: Fault): void {
  const needs = needsOf(nodes);
  const depths = depthsOf(needs);
  for (const linkId of needs.keys()) {
    const depth = depths.get(linkId);
    if (depth === undefined && reaches(linkId, needs))
      fault(linkId, 'is asked on a condition that depends on itself');
    if (depth === deepest) fault(linkId, `its conditions depend on each other over ${deepest} items`);
  }
}

type Needs = ReadonlyMap<string, readonly string[]>;

/** What must be known before it is known whether an item is asked: what it stands in, and the questions it names. */
function needsOf(nodes: readonly Node[]): Needs {
  const needs = new Map<string, readonly string[]>();
  const add = (all: readonly Node[], up?: string): void => {
    for (const node of all) {
      const { linkId, enableWhen, inside } = partsOf(node);
      needs.set(linkId, [...(up === undefined ? [] : [up]), ...enableWhen.map(({ question }) => question)]);
      add(inside, linkId);
    }
  };
  add(nodes);
  return new Map(
    [...needs].map(([linkId, all]) => [linkId, [...new Set(all)].filter((one) => needs.has(one))]),
  );
}

/** Over how many items each is decided; none for what is in a circle or hangs on one. */
function depthsOf(needs: Needs): ReadonlyMap<string, number> {
  const neededBy = new Map<string, string[]>();
  for (const linkId of needs.keys()) neededBy.set(linkId, []);
  for (const [linkId, all] of needs) for (const one of all) neededBy.get(one)?.push(linkId);
  const waiting = new Map([...needs].map(([linkId, all]) => [linkId, all.length]));
  const depths = new Map<string, number>();
  const ready = [...needs.keys()].filter((linkId) => waiting.get(linkId) === 0);
  for (let linkId = ready.pop(); linkId !== undefined; linkId = ready.pop()) {
    depths.set(linkId, Math.max(0, ...(needs.get(linkId) ?? []).map((one) => (depths.get(one) ?? 0) + 1)));
    for (const next of neededBy.get(linkId) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return depths;
}

function reaches(start: string, needs: Needs): boolean {
  const seen = new Set<string>();
  const open = [...(needs.get(start) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === start) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(needs.get(next) ?? []));
  }
  return false;
}
