import { resolve } from 'node:path';
import type { Holdings } from '../moving/holdings.ts';
import { openFolder } from './open-folder.ts';
import { sqliteHoldings } from './sqlite-holdings.ts';

/**
 * All that a data folder keeps, brought to today's schema and kept from every server until it is closed. The folder
 * is created where it is missing. Throws a `DataFolderError`; `in-use` while a server runs on it.
 */
export const openSqliteHoldings = ({ directory }: { readonly directory: string }): Promise<Holdings> =>
  openFolder(directory, (database) => sqliteHoldings(database, `sqlite:${resolve(directory)}`));
