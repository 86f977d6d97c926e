import type { Command, Lexicon } from './lexicon.ts';
import { prepareLexicon } from './prepared-lexicon.ts';
import { phraseKey } from './read-tokens.ts';

const longestCommand = 200;

/**
 * The command a message is, in any of the languages. Only a whole message counts, but for the marks around it:
 * an answer or a comment that has `stop` in it is none.
 */
export function parseCommand(text: string, lexicons: readonly Lexicon[]): Command | undefined {
  const trimmed = text.trim();
  if (trimmed.length > longestCommand) return undefined;
  const said = phraseKey(trimmed.replaceAll(/[¿?؟？]/g, ' '));
  for (const lexicon of lexicons) {
    const command = prepareLexicon(lexicon).commands.get(said);
    if (command) return command;
  }
  return undefined;
}
