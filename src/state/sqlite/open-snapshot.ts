import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderError } from './data-folder-error.ts';
import { pragma, schemaVersion } from './open-database.ts';

/**
 * A database file as it is at this moment, for reading alone, whoever writes to it meanwhile: all reads of the
 * connection are in one transaction. It holds up nobody; but the log of what is written meanwhile grows until it is
 * closed. Throws a `DataFolderError`, also for a file of another schema version: reading upgrades nothing.
 */
export function openSnapshot(file: string): DatabaseSync {
  if (!existsSync(file)) throw new DataFolderError('unreadable', `there is no file ${file}`);
  const database = new DatabaseSync(file, { readOnly: true, timeout: 2000 });
  try {
    database.exec('BEGIN');
    const found = Number(pragma(database, 'user_version'));
    if (found !== schemaVersion) throw otherVersion(file, found);
    database.prepare('SELECT 1 FROM documents LIMIT 1').get();
    return database;
  } catch (cause) {
    database.close();
    if (cause instanceof DataFolderError) throw cause;
    throw new DataFolderError('unreadable', `the file ${file} could not be read`, { cause });
  }
}

function otherVersion(file: string, found: number): DataFolderError {
  return found > schemaVersion
    ? new DataFolderError(
        'too-new',
        `${file} has schema version ${found}; this program knows up to ${schemaVersion}`,
      )
    : new DataFolderError(
        'unreadable',
        `${file} was written by an earlier version of the program; start this version on it once`,
      );
}
