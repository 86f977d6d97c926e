import { StoreError } from '../documents.ts';
import { beginAttempts, type Patience } from './attempts.ts';
import { checkContainers, collectionNames, setupError } from './check-containers.ts';
import type { CollectionName } from '../collections.ts';
import { containerDefinition } from './container-definition.ts';
import { createClient, type Account } from './create-client.ts';

export interface CosmosSetupOptions extends Account {
  /**
   * `serverless` for an account that bills by use. `shared`: the containers of a new database share up to so many
   * request units a second, at least 1000. An existing database keeps what it has.
   */
  readonly throughput: 'serverless' | { readonly shared: number };
}

/** Making a container takes seconds. */
const patience: Patience = { deadlineMs: 120_000, attemptMs: 60_000, pauseMs: 500 };

/**
 * Creates the database and the containers that are not there yet, and checks the others. Safe to repeat. Returns the
 * containers it created. Throws a `CosmosSetupError`; a data-plane identity may not create any (`refused`).
 */
export async function setUpCosmos(options: CosmosSetupOptions): Promise<readonly CollectionName[]> {
  const { client, close } = createClient(options, patience);
  const { throughput } = options;
  try {
    const created: CollectionName[] = [];
    const database = client.database(options.database);
    await patiently((abortSignal) =>
      client.databases.createIfNotExists(
        { id: database.id, ...(throughput !== 'serverless' && { maxThroughput: throughput.shared }) },
        { abortSignal },
      ),
    );
    for (const name of collectionNames) {
      const { statusCode } = await patiently((abortSignal) =>
        database.containers.createIfNotExists(containerDefinition(name), { abortSignal }),
      );
      if (statusCode === 201) created.push(name);
    }
    await checkContainers(database, patience);
    return created;
  } finally {
    close();
  }
}

/** Two set-ups at once may find what the other is just making: that is looked at again. */
async function patiently<R>(work: (signal: AbortSignal) => Promise<R>): Promise<R> {
  const attempts = beginAttempts(patience);
  for (;;) {
    const tried = await attempts.try(work);
    if (tried.ok) return tried.value;
    const { fault } = tried;
    const final = fault.kind === 'refused' || !(await attempts.pause(fault));
    if (final) throw setupError(new StoreError('unavailable', { cause: fault }));
  }
}
