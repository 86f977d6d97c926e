import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Holdings, Kept } from '../moving/holdings.ts';
import { CommitQueue } from './commit-queue.ts';
import { countFromRandom } from './count-from-random.ts';
import { decodeKey } from './decode-key.ts';
import { SqliteDocuments, type SqliteHome } from './sqlite-documents.ts';

const pageSize = 500;
const position = z.tuple([z.string(), z.string()]);

/** All that an open database keeps. Closing it closes the database. */
export function sqliteHoldings(database: DatabaseSync, address: string): Holdings {
  const home: SqliteHome = { database, queue: new CommitQueue(database), newETag: countFromRandom() };
  const page = database.prepare(
    `SELECT partition, id, body FROM documents WHERE collection = ? AND (partition, id) > (?, ?)
     ORDER BY partition, id LIMIT ?`,
  );
  const first = database.prepare(
    'SELECT partition, id, body FROM documents WHERE collection = ? ORDER BY partition, id LIMIT ?',
  );
  const count = database.prepare('SELECT count(*) AS count FROM documents WHERE collection = ?');
  return {
    address,
    // written in one transaction
    atOnce: pageSize,
    async scan(collection, after) {
      const rows =
        after === undefined
          ? first.all(collection, pageSize)
          : page.all(collection, ...position.parse(JSON.parse(after)), pageSize);
      const last = rows.at(-1);
      return {
        held: rows.map((row) => {
          const document: Kept = JSON.parse(String(row['body']));
          return { partition: decodeKey(String(row['partition'])), document };
        }),
        ...(last && rows.length === pageSize && { next: JSON.stringify([last['partition'], last['id']]) }),
      };
    },
    estimate: async (collection) => Number(count.get(collection)?.['count']),
    documents: (collection) => new SqliteDocuments(home, collection),
    async close() {
      if (!database.isOpen) return;
      home.queue.close();
      database.close();
    },
  };
}
