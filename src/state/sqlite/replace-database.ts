import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sync } from './write-backup.ts';

/**
 * Puts one database file in the place of another, in one step; the folder is locked. What stood there is kept under
 * the name `aside`. Returns whether anything stood there.
 */
export function replaceDatabase(
  file: string,
  { by, aside }: { readonly by: string; readonly aside: string },
): boolean {
  const stood = existsSync(file);
  if (stood) {
    foldLog(file);
    try {
      linkSync(file, aside);
    } catch {
      copyFileSync(file, aside);
      sync(aside);
    }
    // what could not be folded in belongs to the old file and must not be read into the new one
    if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`);
    rmSync(`${file}-shm`, { force: true });
    sync(dirname(file));
  }
  renameSync(by, file);
  sync(dirname(file));
  return stood;
}

/** A damaged database is kept as it is. */
function foldLog(file: string): void {
  try {
    const database = new DatabaseSync(file);
    try {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      database.close();
    }
  } catch {
    // it stays beside its log
  }
}
