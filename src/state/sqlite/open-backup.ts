import { closeSync, copyFileSync, existsSync, openSync, readSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { digestCollection } from '../moving/digest-collection.ts';
import { beginDigest, isSameDigest } from '../moving/digest.ts';
import type { Holdings } from '../moving/holdings.ts';
import { movedCollections } from '../moving/moved-collections.ts';
import type { Progress } from '../moving/progress.ts';
import { BackupError } from './backup-error.ts';
import { backupFormat, readManifest, type BackupManifest } from './backup-manifest.ts';
import { openDatabaseFile, pragma, schemaVersion } from './open-database.ts';
import { sqliteHoldings } from './sqlite-holdings.ts';
import { assertIntact } from './write-backup.ts';

export interface OpenBackup {
  readonly manifest: BackupManifest;
  readonly holdings: Holdings;
}

/**
 * What is in a backup file, after a look whether it is all there. One that an earlier version of the program made is
 * brought to today's schema in a copy at `scratch`, which is gone when the holdings are closed; the file itself is
 * only read. Throws a `BackupError`.
 */
export async function openBackup(
  file: string,
  { scratch, progress }: { readonly scratch: string; readonly progress: Progress },
): Promise<OpenBackup> {
  if (!existsSync(file)) throw new BackupError('not-a-backup', `there is no file ${file}`);
  if (!isSqlite(file)) throw new BackupError('not-a-backup', `${file} is not a backup of this program`);
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const { manifest, schema } = readAbout(database, file);
    const address = `backup:${manifest.madeAt}:${manifest.digests['clients']?.hash ?? ''}`;
    const holdings = sqliteHoldings(database, address);
    for (const collection of movedCollections) {
      // a backup of an earlier version does not speak of a collection that came later
      const said = manifest.digests[collection] ?? beginDigest().result();
      const found = await digestCollection(holdings, collection, {
        now: Date.parse(manifest.madeAt),
        progress,
      });
      if (!isSameDigest(said, found)) {
        throw new BackupError('damaged', `${file} does not hold what was backed up (${collection})`);
      }
    }
    if (schema === schemaVersion) return { manifest, holdings };
    database.close();
    return { manifest, holdings: upgraded(file, { scratch, address }) };
  } catch (cause) {
    if (database.isOpen) database.close();
    if (cause instanceof BackupError) throw cause;
    throw new BackupError('damaged', `${file} is damaged`, { cause });
  }
}

function readAbout(database: DatabaseSync, file: string): { manifest: BackupManifest; schema: number } {
  const manifest = readManifest(database);
  if (!manifest) throw new BackupError('not-a-backup', `${file} is not a backup of this program`);
  const schema = Number(pragma(database, 'user_version'));
  if (manifest.format > backupFormat || schema > schemaVersion) {
    throw new BackupError('too-new', `${file} was made by a later version of the program`);
  }
  assertIntact(database, file);
  return { manifest, schema };
}

function upgraded(
  file: string,
  { scratch, address }: { readonly scratch: string; readonly address: string },
): Holdings {
  const remove = (): void => {
    for (const path of [scratch, `${scratch}-wal`, `${scratch}-shm`]) rmSync(path, { force: true });
  };
  remove();
  copyFileSync(file, scratch);
  const holdings = sqliteHoldings(openDatabaseFile(scratch), address);
  return {
    ...holdings,
    async close() {
      await holdings.close();
      remove();
    },
  };
}

/** The first sixteen bytes of every database: https://www.sqlite.org/fileformat.html */
function isSqlite(file: string): boolean {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(16);
    return readSync(descriptor, head) === 16 && head.toString('latin1') === 'SQLite format 3\0';
  } finally {
    closeSync(descriptor);
  }
}
