import type { Fault } from './fhir-questionnaire.ts';
import type { Condition, Node } from './instrument.ts';

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

/** What every node has, whatever its kind. */
export function partsOf(node: Node): {
  readonly linkId: string;
  readonly enableWhen: readonly Condition[];
  readonly inside: readonly Node[];
} {
  switch (node.kind) {
    case 'group':
      return { linkId: node.linkId, enableWhen: node.enableWhen, inside: node.nodes };
    case 'question':
      return { linkId: node.item.linkId, enableWhen: node.item.enableWhen, inside: node.below };
    case 'fixed':
      return { linkId: node.linkId, enableWhen: node.enableWhen, inside: node.below };
    case 'display':
      return { linkId: node.linkId, enableWhen: node.enableWhen, inside: [] };
    case 'title':
      return { linkId: node.linkId, enableWhen: [], inside: [] };
  }
}
