import { mkdirSync } from 'node:fs';
import type { Instant } from '../../domain/ids.ts';
import type { Store } from '../store.ts';
import { createSqliteStore } from './create-sqlite-store.ts';
import { DataFolderError } from './data-folder-error.ts';
import { lockFolder } from './lock-folder.ts';
import { openDatabase } from './open-database.ts';
import { purgeExpired } from './purge-expired.ts';

const hourMs = 60 * 60 * 1000;

/**
 * The store in one file, `alliance.db`, of a folder that is created for its owner alone. One process at a time:
 * a second one is refused (`DataFolderError`, `in-use`) after waiting a second for the first to end. What has expired
 * for good is deleted when it opens, and every hour.
 */
export async function openSqliteStore({
  directory,
  now = () => new Date().toISOString(),
}: {
  readonly directory: string;
  /** By default the system's clock; decides what has expired. */
  readonly now?: () => Instant;
}): Promise<Store> {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const unlock = lockFolder(directory);
    try {
      const database = openDatabase(directory);
      const purge = () => purgeExpired(database, Date.parse(now()));
      purge();
      const hourly = setInterval(purge, hourMs).unref();
      const store = createSqliteStore(database);
      return {
        ...store,
        async close() {
          clearInterval(hourly);
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
