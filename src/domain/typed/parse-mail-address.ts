import { z } from 'zod';

/** The longest that a mail server takes (RFC 5321, 4.5.3.1). */
const longest = { address: 254, local: 64 } as const;
const address = z.email().max(longest.address);

/**
 * An e-mail address and nothing else, its domain in lower case; `undefined` for anything that is not one for certain.
 * Names beyond ASCII are not taken: many servers do not deliver to them.
 */
export function parseMailAddress(text: string): string | undefined {
  const read = address.safeParse(text.normalize('NFKC').trim());
  if (!read.success) return undefined;
  const at = read.data.lastIndexOf('@');
  if (at > longest.local) return undefined;
  return `${read.data.slice(0, at)}${read.data.slice(at).toLowerCase()}`;
}
