import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  etag,
  StoreError,
  type Documents,
  type ETag,
  type Page,
  type PutResult,
  type Range,
  type Stored,
} from '../documents.ts';
import type { CommitQueue } from './commit-queue.ts';
import { encodeKey } from './encode-key.ts';
import { listQuery } from './list-query.ts';

export interface SqliteHome {
  readonly database: DatabaseSync;
  readonly queue: CommitQueue;
  /** A text never given before, in this run or an earlier one. */
  readonly newETag: () => string;
}

type Row = ReturnType<StatementSync['get']>;

/** One collection in the `documents` table. Reads see what is committed; writes go through the commit queue. */
export class SqliteDocuments<T extends { readonly id: string }> implements Documents<T> {
  readonly #home: SqliteHome;
  readonly #collection: string;
  readonly #select: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #delete: StatementSync;
  readonly #lists = new Map<string, StatementSync>();

  constructor(home: SqliteHome, collection: string) {
    const { database } = home;
    const key = 'collection = ? AND partition = ? AND id = ?';
    this.#home = home;
    this.#collection = collection;
    this.#select = database.prepare(`SELECT etag, body FROM documents WHERE ${key}`);
    this.#insert = database.prepare('INSERT INTO documents VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
    this.#update = database.prepare(`UPDATE documents SET etag = ?, body = ? WHERE ${key} AND etag = ?`);
    this.#delete = database.prepare(`DELETE FROM documents WHERE ${key} AND etag = ?`);
  }

  async get(partition: string, id: string): Promise<Stored<T> | undefined> {
    const row = read(() => this.#select.get(this.#collection, encodeKey(partition), encodeKey(id)));
    return row && stored<T>(row);
  }

  async put(partition: string, document: T, expected: ETag | 'absent'): Promise<PutResult> {
    const body = JSON.stringify(document);
    const key = [this.#collection, encodeKey(partition), encodeKey(document.id)];
    const next = this.#home.newETag();
    const { queue } = this.#home;
    const written =
      expected === 'absent'
        ? await queue.write(this.#insert, [...key, next, body])
        : await queue.write(this.#update, [next, body, ...key, expected]);
    return written ? { ok: true, etag: etag(next) } : { ok: false, reason: 'conflict' };
  }

  async list(partition: string, range: Range = {}): Promise<Page<T>> {
    const { sql, bounds, limit } = listQuery(range);
    let statement = this.#lists.get(sql);
    if (!statement) this.#lists.set(sql, (statement = this.#home.database.prepare(sql)));
    const query = statement;
    const rows = read(() =>
      query.all(this.#collection, encodeKey(partition), ...bounds.map(encodeKey), limit + 1),
    );
    const documents = rows.slice(0, limit).map((row) => stored<T>(row));
    const last = documents.at(-1);
    return { documents, ...(rows.length > limit && last && { next: last.document.id }) };
  }

  remove(partition: string, id: string, expected: ETag): Promise<boolean> {
    const key = [this.#collection, encodeKey(partition), encodeKey(id)];
    return this.#home.queue.write(this.#delete, [...key, expected]);
  }
}

function stored<T>(row: NonNullable<Row>): Stored<T> {
  const document: T = JSON.parse(String(row['body']));
  return { document, etag: etag(String(row['etag'])) };
}

function read<R>(query: () => R): R {
  try {
    return query();
  } catch (cause) {
    throw new StoreError('unavailable', { cause });
  }
}
