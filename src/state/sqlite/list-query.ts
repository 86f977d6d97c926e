import type { Range } from '../documents.ts';

export interface ListQuery {
  /** Its values: collection, partition, `bounds`, how many. One of a handful of texts, so it can be kept prepared. */
  readonly sql: string;
  readonly bounds: readonly string[];
  readonly limit: number;
}

/** The query for one page of a partition. Throws a RangeError for a limit outside 1–1000. */
export function listQuery({ from, below, after, order = 'ascending', limit = 100 }: Range): ListQuery {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw new RangeError('a page holds 1 to 1000 documents');
  }
  const ascending = order === 'ascending';
  const conditions = [
    { bound: from, sql: ' AND id >= ?' },
    { bound: below, sql: ' AND id < ?' },
    { bound: after, sql: ascending ? ' AND id > ?' : ' AND id < ?' },
  ].flatMap(({ bound, sql }) => (bound === undefined ? [] : [{ bound, sql }]));
  return {
    sql: `SELECT etag, body FROM documents WHERE collection = ? AND partition = ?${conditions
      .map(({ sql }) => sql)
      .join('')} ORDER BY id ${ascending ? 'ASC' : 'DESC'} LIMIT ?`,
    bounds: conditions.map(({ bound }) => bound),
    limit,
  };
}
