import type { Fault } from './fhir-questionnaire.ts';
import type { Node } from './instrument.ts';
import { partsOf } from './parts-of.ts';

/** Names each item whose own answer decides, by whatever way round, whether it is asked. */
export function checkCircles(nodes: readonly Node[], fault: Fault): void {
  const needs = new Map<string, readonly string[]>();
  const add = (all: readonly Node[], up?: string): void => {
    for (const node of all) {
      const { linkId, enableWhen, inside } = partsOf(node);
      needs.set(linkId, [...(up === undefined ? [] : [up]), ...enableWhen.map(({ question }) => question)]);
      add(inside, linkId);
    }
  };
  add(nodes);
  for (const linkId of needs.keys()) {
    if (reaches(linkId, needs)) fault(linkId, 'is asked on a condition that depends on itself');
  }
}

function reaches(start: string, needs: ReadonlyMap<string, readonly string[]>): boolean {
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
