import type { DatabaseSync } from 'node:sqlite';
import { collections, type Collection } from '../collections.ts';

/** Milliseconds. */
const day = 86_400_000;

/**
 * Deletes what has expired for longer than anybody may ask about it, as Cosmos DB does by itself. Where that
 * fails it waits for the next time: expired documents are refused in any case.
 * @param now milliseconds since 1970
 */
export function purgeExpired(database: DatabaseSync, now: number): void {
  try {
    const remove = database.prepare(
      `DELETE FROM documents WHERE collection = ? AND json_extract(body, '$.expiresAt') < ?`,
    );
    for (const [name, { graceDays }] of Object.entries<Collection>(collections)) {
      if (graceDays === undefined) continue;
      remove.run(name, new Date(now - graceDays * day).toISOString());
    }
  } catch {
    // no reason to stop a server
  }
}
