import type { SqlQuerySpec } from '@azure/cosmos';
import type { Range } from '../documents.ts';
import { encodeKey } from './encode-key.ts';

export interface PageQuery {
  readonly query: SqlQuerySpec;
  /** One more than the page holds, to know whether another follows. */
  readonly count: number;
}

/** The query for one page within one partition, by id. Throws a RangeError for a limit outside 1–1000. */
export function pageQuery(partition: string, range: Range): PageQuery {
  const { from, below, after, order = 'ascending', limit = 100 } = range;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw new RangeError('a page holds 1 to 1000 documents');
  }
  const ascending = order === 'ascending';
  const bounds = [
    { name: '@from', bound: from, sql: ' AND c.id >= @from' },
    { name: '@below', bound: below, sql: ' AND c.id < @below' },
    { name: '@after', bound: after, sql: ` AND c.id ${ascending ? '>' : '<'} @after` },
  ].flatMap(({ name, bound, sql }) => (bound === undefined ? [] : [{ name, value: encodeKey(bound), sql }]));
  const count = limit + 1;
  return {
    count,
    query: {
      query: `SELECT TOP @count * FROM c WHERE c.pk = @pk${bounds
        .map(({ sql }) => sql)
        .join('')} ORDER BY c.id ${ascending ? 'ASC' : 'DESC'}`,
      parameters: [
        { name: '@count', value: count },
        { name: '@pk', value: encodeKey(partition) },
        ...bounds.map(({ name, value }) => ({ name, value })),
      ],
    },
  };
}
