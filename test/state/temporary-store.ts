import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import type { Store } from '../../src/state/store.ts';

/** A store on a real file; closing it removes the file. */
export async function temporaryStore(): Promise<Store> {
  const directory = mkdtempSync(join(tmpdir(), 'alliance-'));
  const store = await openSqliteStore({ directory });
  return {
    ...store,
    async close() {
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
}
