import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderError } from './data-folder-error.ts';
import { isSqliteFault } from './sqlite-fault.ts';

/** How long a starting process waits for one that is just ending. */
const patienceMs = 1000;

/**
 * Keeps a second server out of a data folder; returns how to let go. The lock is one of the operating system's,
 * held by way of SQLite on a file of its own, so it ends with the process however that dies, and tools may still
 * read the database beside a running server.
 */
export function lockFolder(directory: string): () => void {
  const lock = new DatabaseSync(join(directory, 'alliance.lock'), { timeout: patienceMs });
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (!isSqliteFault(cause, 'busy')) throw cause;
    throw new DataFolderError('in-use', `another process is using the data folder ${directory}`, { cause });
  }
  return () => {
    if (lock.isOpen) lock.close();
  };
}
