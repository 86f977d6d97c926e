import type { Database } from '@azure/cosmos';
import { StoreError } from '../documents.ts';
import { readPatiently, type Patience } from './attempts.ts';
import { collections, type CollectionName } from '../collections.ts';
import { unsuitable } from './container-definition.ts';
import { CosmosFault } from './cosmos-fault.ts';
import { CosmosSetupError } from './cosmos-setup-error.ts';

export const collectionNames = Object.keys(collections).filter(
  (name): name is CollectionName => name in collections,
);

/**
 * Throws a `CosmosSetupError` that names every container which is missing or unsuitable. The SDK keeps what is read
 * here, so that no later write has to ask for a partition key.
 */
export async function checkContainers(database: Database, patience: Patience): Promise<void> {
  const found = await Promise.all(collectionNames.map((name) => check(database, name, patience)));
  const missing = collectionNames.filter((_, at) => found[at] === 'missing');
  const inDatabase = `the Cosmos DB database "${database.id}"`;
  if (missing.length === collectionNames.length) {
    throw new CosmosSetupError('missing', `${inDatabase} is missing, or none of its containers was set up`);
  }
  if (missing.length > 0) {
    throw new CosmosSetupError('missing', `${inDatabase} has no container named ${missing.join(', ')}`);
  }
  const wrong = collectionNames.flatMap((name, at) => {
    const reason = found[at];
    return reason === undefined ? [] : [`${name} (${reason})`];
  });
  if (wrong.length > 0) {
    throw new CosmosSetupError('unsuitable', `${inDatabase} has unsuitable containers: ${wrong.join('; ')}`);
  }
}

async function check(
  database: Database,
  name: CollectionName,
  patience: Patience,
): Promise<string | undefined> {
  try {
    return await readPatiently(patience, async (abortSignal) => {
      const { resource } = await database.container(name).read({ abortSignal });
      if (!resource) throw new CosmosFault('doubtful', 'NO_CONTAINER');
      return unsuitable(name, resource);
    });
  } catch (error) {
    const fault = error instanceof StoreError ? error.cause : undefined;
    // 1003: it is the database that is not there
    if (fault instanceof CosmosFault && /^HTTP_404(_1003)?$/.test(fault.code)) return 'missing';
    throw setupError(error);
  }
}

/** In words for who starts the program. */
export function setupError(error: unknown): CosmosSetupError {
  const fault = error instanceof StoreError ? error.cause : error;
  const code = fault instanceof CosmosFault ? fault.code : 'UNEXPECTED';
  if (/^HTTP_40[13]/.test(code)) {
    return new CosmosSetupError('refused', `Cosmos DB refused the key or the identity (${code})`, {
      cause: fault,
    });
  }
  return new CosmosSetupError('unreachable', `Cosmos DB did not answer as expected (${code})`, {
    cause: fault,
  });
}
