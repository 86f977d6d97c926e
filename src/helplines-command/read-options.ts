import { parseArgs } from 'node:util';
import { directoryCode, helplineDigest } from '../safety/helpline-digest.ts';
import { helplineCountries } from '../safety/helpline-table.ts';

export type Options =
  | { readonly command: 'help' }
  | { readonly command: 'list'; readonly codes: readonly string[] }
  | { readonly command: 'confirm'; readonly codes: readonly string[]; readonly by: string };

export type OptionsResult =
  | { readonly ok: true; readonly options: Options }
  | { readonly ok: false; readonly faults: readonly string[] };

export const usage = `npm run helplines -- list [CC ...]
    The helplines that clients are shown, country by country (CC: two-letter code; directory: the international
    one), with the pages they were taken from, who confirmed them and when, and what nobody has confirmed.

npm run helplines -- confirm CC [CC ...] --by "NAME"
    Keeps that NAME has checked every number of these countries and answers for them. A program that uses
    SQLite must be stopped for it. An entry that is changed later has to be confirmed anew.

In production the program does not start while a country in use, or the directory, is unconfirmed.
Both use its settings (.env.example). Exit code: 0 done, 1 not done, 2 not understood.`;

const longestName = 80;

export function readOptions(args: readonly string[]): OptionsResult {
  const parsed = parse(args);
  const [command, ...given] = parsed?.positionals ?? [];
  if (!parsed) return { ok: false, faults: [] };
  if (parsed.values.help) return { ok: true, options: { command: 'help' } };
  const codes = [...new Set(given.map(codeOf))];
  const unknown = codes.filter((code) => helplineDigest(code) === undefined).map(plain);
  if (command === 'list' && parsed.values.by === undefined) {
    return unknown.length > 0 ? noSuch(unknown) : { ok: true, options: { command, codes } };
  }
  if (command !== 'confirm') return { ok: false, faults: [] };
  const by = plain(parsed.values.by ?? '').trim();
  const faults = [
    ...(codes.length === 0 ? ['which country? Give its two-letter code, or: directory'] : []),
    ...(unknown.length > 0 ? noSuch(unknown).faults : []),
    ...(by === '' ? ['who confirms it? Give a name: --by "NAME"'] : []),
    ...(by.length > longestName ? [`--by: a name has at most ${longestName} characters`] : []),
  ];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, options: { command, codes, by } };
}

const codeOf = (text: string): string =>
  ['directory', directoryCode].includes(text.toLowerCase()) ? directoryCode : text.toUpperCase();

const noSuch = (unknown: readonly string[]) => ({
  ok: false as const,
  faults: [
    `there are no helplines of ${unknown.join(', ')}; there are: ${helplineCountries.join(', ')}, directory`,
  ],
});

/** What is typed is printed and kept: nothing in it moves a terminal's cursor. */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '');

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, by: { type: 'string' } },
    });
  } catch {
    return undefined;
  }
}
