import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Digest } from '../moving/digest.ts';
import type { MovedCollection } from '../moving/moved-collections.ts';
import { pragma } from './open-database.ts';

/** SQLite's `application_id`, by which a file says that it is a backup of this program's. */
const applicationId = 0x61_6c_62_6b;

const manifest = z.object({
  format: z.int().min(1),
  /** What has expired at that moment is not counted. */
  madeAt: z.iso.datetime(),
  digests: z.record(z.string(), z.object({ count: z.int(), hash: z.string() })),
});

/** What a backup says of itself. */
export type BackupManifest = z.infer<typeof manifest>;

/** Raised with every change that an older program could not restore. */
export const backupFormat = 1;

export function writeManifest(
  database: DatabaseSync,
  { madeAt, digests }: { readonly madeAt: string; readonly digests: ReadonlyMap<MovedCollection, Digest> },
): void {
  const about = {
    format: backupFormat,
    madeAt,
    digests: Object.fromEntries(digests),
  } satisfies BackupManifest;
  database.exec('CREATE TABLE backup (about TEXT NOT NULL)');
  database.prepare('INSERT INTO backup VALUES (?)').run(JSON.stringify(about));
  database.exec(`PRAGMA application_id = ${applicationId}`);
}

/** `undefined` for a database that is no backup. */
export function readManifest(database: DatabaseSync): BackupManifest | undefined {
  if (pragma(database, 'application_id') !== String(applicationId)) return undefined;
  const about = database.prepare('SELECT about FROM backup').get()?.['about'];
  const { data } = manifest.safeParse(JSON.parse(String(about)));
  return data;
}
