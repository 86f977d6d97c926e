import { backup } from 'node:sqlite';
import { databaseFile } from './open-database.ts';
import { openSnapshot } from './open-snapshot.ts';

/** In one step; other connections may write between two. */
const pagesAtOnce = 500;

/**
 * Copies a folder's database to a path as it is at this moment, while a server writes to it. Without the snapshot each
 * write would make the copy begin anew. Throws a `DataFolderError`.
 */
export async function copyPages(
  directory: string,
  path: string,
  progress: (pages: { readonly copied: number; readonly of: number }) => void,
): Promise<void> {
  const snapshot = openSnapshot(databaseFile(directory));
  try {
    await backup(snapshot, path, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) =>
        progress({ copied: totalPages - remainingPages, of: totalPages }),
    });
  } finally {
    snapshot.close();
  }
}
