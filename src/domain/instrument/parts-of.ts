import type { Condition, Expressions, Node } from './instrument.ts';

/** What every node has, whatever its kind. */
export function partsOf(node: Node): {
  readonly linkId: string;
  readonly enableWhen: readonly Condition[];
  readonly expressions?: Expressions | undefined;
  readonly inside: readonly Node[];
} {
  switch (node.kind) {
    case 'group':
      return {
        linkId: node.linkId,
        enableWhen: node.enableWhen,
        expressions: node.expressions,
        inside: node.nodes,
      };
    case 'question':
      return {
        linkId: node.item.linkId,
        enableWhen: node.item.enableWhen,
        expressions: node.item.expressions,
        inside: node.below,
      };
    case 'fixed':
      return {
        linkId: node.linkId,
        enableWhen: node.enableWhen,
        expressions: node.expressions,
        inside: node.below,
      };
    case 'display':
      return { linkId: node.linkId, enableWhen: node.enableWhen, expressions: node.expressions, inside: [] };
    case 'title':
      return { linkId: node.linkId, enableWhen: [], inside: [] };
  }
}
