/**
 * Why a backup could not be made or used, for the person who asked for it.
 * `exists`: there is a file of that name. `not-a-backup`, `too-new`: the file is something else, or a later version of
 * the program wrote it. `damaged`: it does not hold what it says it holds.
 */
export class BackupError extends Error {
  readonly code: 'exists' | 'not-a-backup' | 'too-new' | 'damaged';
  constructor(code: BackupError['code'], message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'BackupError';
    this.code = code;
  }
}
