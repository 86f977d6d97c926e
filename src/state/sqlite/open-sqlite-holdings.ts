import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Holdings } from '../moving/holdings.ts';
import { DataFolderError } from './data-folder-error.ts';
import { lockFolder } from './lock-folder.ts';
import { openDatabase } from './open-database.ts';
import { sqliteHoldings } from './sqlite-holdings.ts';

/**
 * All that a data folder keeps, brought to today's schema and kept from every server until it is closed. The folder
 * is created where it is missing. Throws a `DataFolderError`; `in-use` while a server runs on it.
 */
export async function openSqliteHoldings({ directory }: { readonly directory: string }): Promise<Holdings> {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const unlock = lockFolder(directory);
    try {
      const holdings = sqliteHoldings(openDatabase(directory), `sqlite:${resolve(directory)}`);
      return {
        ...holdings,
        async close() {
          try {
            await holdings.close();
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
