import { parseArgs } from 'node:util';
import type { AnchoredDay } from '../state/audit/anchor-trails.ts';

export type Options =
  | { readonly command: 'help' }
  | { readonly command: 'verify'; readonly noted: readonly AnchoredDay[] }
  | { readonly command: 'show'; readonly client: string };

export const usage = `npm run audit -- verify [--anchor DAY:SEAL]...
    Reads the whole audit and reports every change that was made to it past the program, up to its latest
    anchors. DAY:SEAL is what the program logged when it anchored that day, taken from a log that whoever has
    the store and its key cannot write: with it a chain that was sealed anew with the key is found too.

npm run audit -- show --client ID
    Who looked at or changed this client's records: one line for each event, separated by tabs: when, role,
    id, action, record, outcome.

Both only read, and may run beside the program. They use its settings (.env.example).
Exit code: 0 nothing found, 1 something was changed, 2 it could not be checked.`;

/** `undefined` for anything that is not understood for certain. */
export function readOptions(args: readonly string[]): Options | undefined {
  const parsed = parse(args);
  if (!parsed) return undefined;
  const { values, positionals } = parsed;
  if (values.help) return { command: 'help' };
  const [command, ...more] = positionals;
  if (more.length > 0) return undefined;
  if (command === 'show') {
    return values.client && !values.anchor ? { command, client: values.client } : undefined;
  }
  if (command !== 'verify' || values.client !== undefined) return undefined;
  const noted = (values.anchor ?? []).map(readAnchor);
  return noted.every((anchor) => anchor !== undefined) ? { command, noted } : undefined;
}

function readAnchor(text: string): AnchoredDay | undefined {
  const [, day, seal] = /^(\d{4}-\d\d-\d\d):([\w-]{43})$/.exec(text) ?? [];
  return day && seal ? { day, seal } : undefined;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        anchor: { type: 'string', multiple: true },
        client: { type: 'string' },
      },
    });
  } catch {
    return undefined;
  }
}
