/** Primary result codes, from https://www.sqlite.org/rescode.html */
const codes = { busy: 5, full: 13 } as const;

/** True for an error of SQLite with one of these primary result codes, whatever its extension. */
export function isSqliteFault(cause: unknown, ...kinds: readonly (keyof typeof codes)[]): boolean {
  if (!(cause instanceof Error) || !('errcode' in cause) || typeof cause.errcode !== 'number') return false;
  const primary = cause.errcode & 0xff;
  return kinds.some((kind) => codes[kind] === primary);
}
