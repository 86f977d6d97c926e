import type { Store } from '../store.ts';
import { createSqliteStore } from './create-sqlite-store.ts';
import { databaseFile } from './open-database.ts';
import { openSnapshot } from './open-snapshot.ts';

/**
 * A folder's store as it is at this moment, for a tool beside a running server: it takes no lock, and what is written
 * meanwhile is not seen. Its puts reject with a `StoreError`. Throws a `DataFolderError` where there is none.
 */
export async function readSqliteStore({ directory }: { readonly directory: string }): Promise<Store> {
  return createSqliteStore(openSnapshot(databaseFile(directory)));
}
