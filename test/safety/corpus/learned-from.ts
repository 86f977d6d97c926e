import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { screenedLanguages } from '../../../src/safety/load-lists.ts';
import { corpusFile } from './read-corpus.ts';

/** The version of weights that were learned from the messages as they are now. */
export function learnedFrom(): string {
  const messages = createHash('sha256');
  for (const language of screenedLanguages)
    for (const part of ['tune', 'wide'] as const) messages.update(readFileSync(corpusFile(part, language)));
  return messages.digest('hex').slice(0, 8);
}
