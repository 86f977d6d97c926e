import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { digestCollection } from '../moving/digest-collection.ts';
import type { Digest } from '../moving/digest.ts';
import { moveKey } from '../moving/move-in-progress.ts';
import { movedCollections, type MovedCollection } from '../moving/moved-collections.ts';
import type { Progress } from '../moving/progress.ts';
import { BackupError } from './backup-error.ts';
import { writeManifest } from './backup-manifest.ts';
import { sqliteHoldings } from './sqlite-holdings.ts';

export interface BackupOptions {
  /** The file that is to be; never written over. */
  readonly file: string;
  readonly madeAt: string;
  readonly progress: Progress;
}

/**
 * Makes a backup file: `fill` writes a database to the path it is given, which lies beside the file under another name
 * until all is there, checked and on the disk. Returns what is in it. Throws a `BackupError`.
 */
export async function writeBackup(
  { file, madeAt, progress }: BackupOptions,
  fill: (path: string) => Promise<void>,
): Promise<ReadonlyMap<MovedCollection, Digest>> {
  const partial = `${file}.partial`;
  if (existsSync(file)) throw new BackupError('exists', `there is a file ${file}, and it stays as it is`);
  try {
    closeSync(openSync(partial, 'wx', 0o600));
  } catch (cause) {
    if (!existsSync(partial)) throw cause;
    const message = `there is a file ${partial}: another backup is under way, or one ended early; then remove it`;
    throw new BackupError('exists', message, { cause });
  }
  try {
    await fill(partial);
    const digests = await finish(partial, { madeAt, progress });
    sync(partial);
    publish(partial, file);
    sync(dirname(file));
    return digests;
  } finally {
    for (const rest of [partial, `${partial}-wal`, `${partial}-shm`, `${partial}-journal`])
      rmSync(rest, { force: true });
  }
}

/** One file by itself, without what nobody may find in it, and with its own account of what it holds. */
async function finish(
  path: string,
  { madeAt, progress }: Omit<BackupOptions, 'file'>,
): Promise<ReadonlyMap<MovedCollection, Digest>> {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
    database.exec(
      `DELETE FROM documents WHERE collection = 'sessions' OR (collection = 'clinic' AND partition = '${moveKey}')`,
    );
    assertIntact(database, path);
    const holdings = sqliteHoldings(database, path);
    const digests = new Map<MovedCollection, Digest>();
    for (const collection of movedCollections) {
      const terms = { now: Date.parse(madeAt), progress };
      digests.set(collection, await digestCollection(holdings, collection, terms));
    }
    writeManifest(database, { madeAt, digests });
    return digests;
  } finally {
    database.close();
  }
}

/** Throws a `BackupError` for a database whose pages or indices are damaged. */
export function assertIntact(database: DatabaseSync, file: string): void {
  const found = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
  if (found !== 'ok') throw new BackupError('damaged', `${file} is damaged`);
}

/** Under its name in one step, and never over a file that somebody else put there meanwhile. */
function publish(partial: string, file: string): void {
  try {
    linkSync(partial, file);
  } catch (cause) {
    if (existsSync(file)) {
      throw new BackupError('exists', `there is a file ${file} now, and it stays as it is`, { cause });
    }
    // a disk without links
    renameSync(partial, file);
  }
}

/** Waits until the disk has a file, or the names in a folder. */
export function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
