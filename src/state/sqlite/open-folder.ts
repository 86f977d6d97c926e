import { mkdirSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { DataFolderError } from './data-folder-error.ts';
import { lockFolder } from './lock-folder.ts';
import { openDatabase } from './open-database.ts';

/**
 * What `open` makes of a folder's database, with the folder locked until it is closed. The folder is created where it
 * is missing. Throws a `DataFolderError`.
 */
export async function openFolder<T extends { close(): Promise<void> }>(
  directory: string,
  open: (database: DatabaseSync) => T,
): Promise<T> {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const unlock = lockFolder(directory);
    try {
      const opened = open(openDatabase(directory));
      return {
        ...opened,
        async close() {
          try {
            await opened.close();
          } finally {
            unlock();
          }
        },
      };
    } catch (cause) {
      unlock();
      throw cause;
    }
  } catch (cause) {
    if (cause instanceof DataFolderError) throw cause;
    throw new DataFolderError('unreadable', `the data folder ${directory} could not be opened`, { cause });
  }
}
