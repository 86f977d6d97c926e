/**
 * Why a data folder could not be opened, for the person who starts the program.
 * `in-use`: another process has it. `too-new`: a later version of the program wrote it.
 * `not-durable`: its disk cannot give the durability that was asked for. `unreadable`: anything else, see `cause`.
 */
export class DataFolderError extends Error {
  readonly code: 'in-use' | 'too-new' | 'not-durable' | 'unreadable';
  constructor(code: DataFolderError['code'], message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'DataFolderError';
    this.code = code;
  }
}
