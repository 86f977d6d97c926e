import type { Condition, Node } from './instrument.ts';

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
