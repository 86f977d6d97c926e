import { etag, type ETag } from '../documents.ts';

/**
 * What one of our ETags stands for: Cosmos DB's own, and the tokens of the latest writes, newest first. Each write has
 * a token and stores it with those before it, so that a writer who got no answer can tell its own write even when
 * others have written since.
 */
export interface Version {
  readonly match: string;
  readonly writes: readonly string[];
}

/** How many tokens a document keeps. */
const kept = 8;

export const addWrite = (token: string, before: readonly string[]): readonly string[] =>
  [token, ...before].slice(0, kept);

export const formatVersion = ({ match, writes }: Version): ETag => etag(`${match}|${writes.join('.')}`);

/** The ETag of a write that somebody has written over: it matches nothing. */
export const overwritten = (token: string): ETag => etag(`|${token}`);

/** `undefined` for what no document can have now. */
export function parseVersion(text: ETag): Version | undefined {
  const bar = text.lastIndexOf('|');
  if (bar < 1) return undefined;
  const writes = text.slice(bar + 1);
  return { match: text.slice(0, bar), writes: writes === '' ? [] : writes.split('.') };
}

/**
 * Whether a write with this token took place, from the tokens found in the document afterwards (`undefined`: no
 * document) and those the writer had expected (none: no document). `latest` and `overwritten`: it did. `never`: it
 * did not, and can no longer. `not-yet`: everything is as before. `untold`: there were too many writes since.
 */
export function judgeWrite(given: {
  readonly token: string;
  readonly expected: readonly string[];
  readonly found: readonly string[] | undefined;
}): 'latest' | 'overwritten' | 'never' | 'not-yet' | 'untold' {
  const { token, expected, found } = given;
  const [before] = expected;
  // a document that was to be replaced and is gone: nobody will see that write, whether it came before the removal or not
  if (!found) return before === undefined ? 'not-yet' : 'never';
  if (found[0] === token) return 'latest';
  if (found.includes(token)) return 'overwritten';
  if (before !== undefined && found[0] === before) return 'not-yet';
  const whole = found.length < kept || (before !== undefined && found.includes(before));
  return whole ? 'never' : 'untold';
}
