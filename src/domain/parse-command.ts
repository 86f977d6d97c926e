import { foldText } from './fold-text.ts';
import type { Command, Lexicon } from './lexicon.ts';

const commands = [
  'help',
  'back',
  'skip',
  'stop',
  'resume',
  'send',
  'correct',
  'language',
  'helplines',
] as const satisfies readonly Command[];

/** The command a message is, in any of the languages. Only a whole message counts: an answer that has `stop` in it is none. */
export function parseCommand(text: string, lexicons: readonly Lexicon[]): Command | undefined {
  if (text.length > 200) return undefined;
  const said = foldText(text)
    .replaceAll(/[¿?¡!.,…]/g, '')
    .trim();
  return commands.find((command) =>
    lexicons.some((lexicon) => lexicon.commands[command].some((words) => foldText(words) === said)),
  );
}
