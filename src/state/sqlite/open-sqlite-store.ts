import { mkdirSync } from 'node:fs';
import type { Store } from '../store.ts';
import { createSqliteStore } from './create-sqlite-store.ts';
import { DataFolderError } from './data-folder-error.ts';
import { lockFolder } from './lock-folder.ts';
import { openDatabase } from './open-database.ts';

/**
 * The store in one file, `alliance.db`, of a folder that is created for its owner alone. One process at a time:
 * a second one is refused (`DataFolderError`, `in-use`) after waiting a second for the first to end.
 */
export async function openSqliteStore({ directory }: { readonly directory: string }): Promise<Store> {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const unlock = lockFolder(directory);
    try {
      const store = createSqliteStore(openDatabase(directory));
      return {
        ...store,
        async close() {
          try {
            await store.close();
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
