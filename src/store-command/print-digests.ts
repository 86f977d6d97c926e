import type { Digest } from '../state/moving/digest.ts';
import type { MovedCollection } from '../state/moving/moved-collections.ts';
import type { Output } from './output.ts';
import { number } from './show-progress.ts';

/** What is there now, so that two sides can be compared by eye too. Returns how many documents these are. */
export function printDigests(digests: ReadonlyMap<MovedCollection, Digest>, output: Output): number {
  let total = 0;
  for (const [collection, { count, hash }] of digests) {
    total += count;
    output.line(`  ${collection.padEnd(12)} ${number(count).padStart(11)}  ${hash.slice(0, 16)}`);
  }
  return total;
}
