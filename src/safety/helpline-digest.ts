import { createHash } from 'node:crypto';
import { helplineCountry, helplineTable, type HelplineLine } from './helpline-table.ts';

/** Stands for the international directory, where a country's code is wanted; also what a client chose who is elsewhere. */
export const directoryCode = 'other';

/**
 * Of what clients are shown for a country: numbers, names, and what they are for. Another page as a source changes
 * nothing. `undefined` where there is no entry.
 */
export function helplineDigest(code: string): string | undefined {
  if (code === directoryCode) return digest([shown(helplineTable.international)]);
  const entry = helplineCountry(code);
  return entry && digest([entry.emergency.contact, entry.police?.contact ?? null, ...entry.lines.map(shown)]);
}

const shown = ({ name, contact, for: purposes }: HelplineLine): readonly unknown[] => [
  name,
  contact,
  purposes,
];

const digest = (content: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url');
