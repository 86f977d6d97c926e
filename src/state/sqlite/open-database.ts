import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderError } from './data-folder-error.ts';

/** Raised with every change of the tables below; kept in the file as `user_version`. */
export const schemaVersion = 2;

/**
 * An ordinary table beside its key's index: measured against WITHOUT ROWID, an update of a 12 KB document costs
 * about half, because it overwrites the document where it stands.
 */
const schema = `
  CREATE TABLE documents (
    collection TEXT NOT NULL,
    partition TEXT NOT NULL,
    id TEXT NOT NULL,
    etag TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (collection, partition, id)
  )`;

/** From each version to the next, the first from version 1. */
const upgrades = [
  // all therapists of a clinic are one query
  "UPDATE documents SET partition = 'clinic' WHERE collection = 'therapists'",
];

/** Where a data folder has its database. */
export const databaseFile = (directory: string): string => join(directory, 'alliance.db');

export const openDatabase = (directory: string): DatabaseSync => openDatabaseFile(databaseFile(directory));

/**
 * Opens a database, readable by its owner alone, creating or upgrading it as needed. Every commit reaches the disk
 * before it returns, or this throws: nobody should find out later that it did not.
 */
export function openDatabaseFile(file: string): DatabaseSync {
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, { timeout: 2000 });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    assertDurable(database);
    upgrade(database, file);
  } catch (cause) {
    database.close();
    throw cause;
  }
  return database;
}

/** Throws unless a commit on this connection waits for the disk. */
export function assertDurable(database: DatabaseSync): void {
  const mode = pragma(database, 'journal_mode');
  const synchronous = pragma(database, 'synchronous');
  if (mode === 'wal' && synchronous === '2') return;
  throw new DataFolderError(
    'not-durable',
    `the database opened with journal_mode=${mode}, synchronous=${synchronous} in place of wal and 2`,
  );
}

function upgrade(database: DatabaseSync, file: string): void {
  const found = Number(pragma(database, 'user_version'));
  if (found === schemaVersion) return;
  if (found > schemaVersion) {
    throw new DataFolderError(
      'too-new',
      `the database ${file} has schema version ${found}; this program knows up to ${schemaVersion}`,
    );
  }
  const steps = found === 0 ? [schema] : upgrades.slice(found - 1);
  database.exec(`BEGIN IMMEDIATE; ${steps.join('; ')}; PRAGMA user_version = ${schemaVersion}; COMMIT`);
}

export function pragma(database: DatabaseSync, name: string): string {
  return String(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
