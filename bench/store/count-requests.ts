import type { SeenRequest } from '../../test/helpers/fault-proxy.ts';

/** Requests to Cosmos DB by what they do. */
export interface Requests {
  readonly all: number;
  readonly reads: number;
  readonly writes: number;
  readonly queries: number;
  /** That do not name the one partition they are about. */
  readonly acrossPartitions: number;
}

export function countRequests(seen: readonly SeenRequest[]): Requests {
  const isQuery = ({ headers }: SeenRequest) =>
    String(headers['x-ms-documentdb-isquery']).toLowerCase() === 'true';
  // the SDK gives leave to cross partitions with every request, reads too; the partition that is named decides
  const namesOne = ({ headers }: SeenRequest) => {
    const named = headers['x-ms-documentdb-partitionkey'];
    return typeof named === 'string' && (JSON.parse(named) as unknown[]).length === 1;
  };
  const queries = seen.filter(isQuery).length;
  const reads = seen.filter(({ method }) => method === 'GET').length;
  return {
    all: seen.length,
    reads,
    writes: seen.length - reads - queries,
    queries,
    acrossPartitions: seen.filter((one) => !namesOne(one)).length,
  };
}
