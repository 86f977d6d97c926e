import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Holdings } from '../moving/holdings.ts';
import { settleMove } from '../moving/move-in-progress.ts';
import { lockFolder } from './lock-folder.ts';
import { databaseFile, openDatabaseFile } from './open-database.ts';
import { replaceDatabase } from './replace-database.ts';
import { sqliteHoldings } from './sqlite-holdings.ts';

export interface Restored<R> {
  readonly result: R;
  /** Where the database is that stood there before. */
  readonly aside?: string;
}

/**
 * Puts a new database, which `fill` fills, in the place of a folder's, in one step and only when `fill` did it. While
 * there is anything in the old one this needs `replace`; without, `undefined`, and nothing was changed. Throws a
 * `DataFolderError`, `in-use` while a server runs on it.
 */
export async function restoreDatabase<R>(
  directory: string,
  { replace, now }: { readonly replace: boolean; readonly now: string },
  fill: (to: Holdings) => Promise<R>,
  isDone: (result: R) => boolean,
): Promise<Restored<R> | undefined> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(directory);
  const file = databaseFile(directory);
  const fresh = `${file}.restoring`;
  const clear = (): void => {
    for (const path of [fresh, `${fresh}-wal`, `${fresh}-shm`]) rmSync(path, { force: true });
  };
  try {
    if (!replace && existsSync(file) && !isEmpty(file)) return undefined;
    clear();
    const holdings = sqliteHoldings(openDatabaseFile(fresh), `sqlite:${fresh}`);
    let result: R;
    try {
      result = await fill(holdings);
      if (isDone(result)) await settleMove(holdings.documents('clinic'));
    } finally {
      await holdings.close();
    }
    if (!isDone(result)) return { result };
    const aside = `${file.replace(/\.db$/, '')}-until-${now.replaceAll(/[:.]/g, '-')}.db`;
    const stood = replaceDatabase(file, { by: fresh, aside });
    return { result, ...(stood && { aside }) };
  } finally {
    clear();
    unlock();
  }
}

/** A database that cannot be read is not empty. */
function isEmpty(file: string): boolean {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const tables = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table'").get();
      return tables === undefined || database.prepare('SELECT 1 FROM documents LIMIT 1').get() === undefined;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}
