import type { Fault } from './fhir-questionnaire.ts';
import type { Node } from './instrument.ts';

/** So many questions and words are laid out on every reply. */
const mostPlaces = 5_000;
/** Objects and lists within one another: some ninety items, each below the one before. */
const deepest = 200;

/** Names a questionnaire that asks for more at once, with each group filled as often as it must be, than a reply has time for. */
export function checkSize(nodes: readonly Node[], fault: Fault): void {
  if (placesOf(nodes) > mostPlaces)
    fault(
      'questionnaire',
      `asks for more than ${mostPlaces} things, each group filled as often as it must be`,
    );
}

const placesOf = (nodes: readonly Node[]): number =>
  nodes.reduce((sum, node) => {
    if (node.kind === 'group') return sum + (node.repeats?.least ?? 1) * (1 + placesOf(node.nodes));
    return sum + 1 + (node.kind === 'question' || node.kind === 'fixed' ? placesOf(node.below) : 0);
  }, 0);

/** Whether something stands deeper in parsed JSON than it can be read; the file's own depth does not matter to this. */
export function isTooDeep(json: unknown): boolean {
  let layer: readonly unknown[] = [json];
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth > deepest) return true;
    layer = layer.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
