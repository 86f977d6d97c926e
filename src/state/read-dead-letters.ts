import type { Instant } from '../domain/ids.ts';
import { deadLetterPartition, type DeadLetter, type Store } from './store.ts';
import { readPages } from './read-pages.ts';

/** Who was to be told and was not reached for certain, as long as it is kept: some 30 days. */
export async function readDeadLetters(
  { deadLetters }: Pick<Store, 'deadLetters'>,
  now: Instant,
): Promise<readonly DeadLetter[]> {
  const found: DeadLetter[] = [];
  for await (const letter of readPages(deadLetters, deadLetterPartition, 1000))
    if (letter.expiresAt > now) found.push(letter);
  return found;
}
