import type { Instant } from '../../domain/ids.ts';
import type { Store } from '../store.ts';
import { createSqliteStore } from './create-sqlite-store.ts';
import { openFolder } from './open-folder.ts';
import { purgeExpired } from './purge-expired.ts';

const hourMs = 60 * 60 * 1000;

/**
 * The store in one file, `alliance.db`, of a folder that is created for its owner alone. One process at a time:
 * a second one is refused (`DataFolderError`, `in-use`) after waiting a second for the first to end. What has expired
 * for good is deleted when it opens, and every hour.
 */
export function openSqliteStore({
  directory,
  now = () => new Date().toISOString(),
}: {
  readonly directory: string;
  /** By default the system's clock; decides what has expired. */
  readonly now?: () => Instant;
}): Promise<Store> {
  return openFolder(directory, (database) => {
    const purge = () => purgeExpired(database, Date.parse(now()));
    purge();
    const hourly = setInterval(purge, hourMs).unref();
    const store = createSqliteStore(database);
    return {
      ...store,
      close() {
        clearInterval(hourly);
        return store.close();
      },
    };
  });
}
