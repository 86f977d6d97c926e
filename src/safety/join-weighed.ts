import type { Finding } from './finding.ts';
import type { Weights } from './read-weights.ts';
import type { Weighed } from './weigh.ts';

/** In fewer words nothing stands beside a phrase to judge it by. */
export const fewest = 6;

/**
 * What the lists found and what the words weigh, as one finding. The words can find what no list knows, raise what a list
 * found, lower its `urgent` to `concern`, and pass over its `concern` where it stands among many that are ordinary. What a list
 * finds `urgent` they never silence.
 * @param language of the list that knows most words of the text, as BCP 47.
 */
export function joinWeighed(
  found: Finding | undefined,
  { category, danger, urgent, words }: Weighed,
  { bars, version }: Pick<Weights, 'bars' | 'version'>,
  language: string,
): Finding | undefined {
  const isAlone = words < fewest;
  if (found?.tier === 'urgent') return isAlone || danger >= bars.kept ? found : { ...found, tier: 'concern' };
  if (found && urgent >= bars.raised) return { ...found, tier: 'urgent' };
  if (found) return isAlone || danger >= bars.heard ? found : undefined;
  const lists = [{ language, version: `words ${version}` }];
  if (urgent >= bars.urgent) return { tier: 'urgent', category, lists };
  return danger >= bars.concern ? { tier: 'concern', category, lists } : undefined;
}
