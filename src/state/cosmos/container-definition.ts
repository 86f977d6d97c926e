import { PartitionKeyDefinitionVersion, PartitionKeyKind, type ContainerDefinition } from '@azure/cosmos';
import { collections, type CollectionName } from '../collections.ts';

type Definition = ContainerDefinition & { readonly id: CollectionName };

/** How the container of a collection is made. `id` is in the index of every container, named or not. */
export function containerDefinition(id: CollectionName): Definition {
  return {
    id,
    partitionKey: {
      paths: ['/pk'],
      kind: PartitionKeyKind.Hash,
      version: PartitionKeyDefinitionVersion.V2,
    },
    indexingPolicy: {
      indexingMode: 'consistent',
      automatic: true,
      includedPaths: [{ path: '/pk/?' }],
      excludedPaths: [{ path: '/*' }],
    },
    // on, for the documents that say when; by default they stay
    ...('graceDays' in collections[id] && { defaultTtl: -1 }),
  };
}

/** What about an existing container would lose or keep what it should not; `undefined` when it is as it has to be. */
export function unsuitable(id: CollectionName, found: ContainerDefinition): string | undefined {
  const paths = found.partitionKey?.paths ?? [];
  if (paths.length !== 1 || paths[0] !== '/pk') return 'its partition key has to be /pk';
  const { defaultTtl } = found;
  if (defaultTtl !== undefined && defaultTtl > 0)
    return 'it deletes every document in time: DefaultTimeToLive';
  if (defaultTtl === undefined && 'graceDays' in collections[id]) {
    return 'its DefaultTimeToLive has to be -1, so that expired documents are deleted';
  }
  return undefined;
}
