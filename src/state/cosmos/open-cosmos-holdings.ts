import type { Container } from '@azure/cosmos';
import type { HeldPage, Holdings, Kept } from '../moving/holdings.ts';
import { readPatiently, type Patience } from './attempts.ts';
import { checkContainers } from './check-containers.ts';
import { collections } from '../collections.ts';
import { CosmosDocuments } from './cosmos-documents.ts';
import { CosmosFault } from './cosmos-fault.ts';
import { CosmosHome } from './cosmos-home.ts';
import { createClient, type Account } from './create-client.ts';
import { decodeKey } from './decode-key.ts';
import { encodeKey } from './encode-key.ts';
import { unseal, type Envelope } from './envelope.ts';

/** Nobody waits for an answer, and a move may use all the throughput there is. */
const patience: Patience = { deadlineMs: 120_000, attemptMs: 30_000, pauseMs: 200 };
const pageSize = 500;

/**
 * All that a database keeps. The scans go across partitions and cost the reading of everything; nothing but a move
 * uses them. Throws a `CosmosSetupError`.
 */
export async function openCosmosHoldings(account: Account): Promise<Holdings> {
  const { client, close } = createClient(account, patience, { acrossPartitions: true });
  const database = client.database(account.database);
  try {
    await checkContainers(database, patience);
  } catch (error) {
    close();
    throw error;
  }
  const home = new CosmosHome({ patience, now: Date.now });
  return {
    address: `cosmos:${account.endpoint}/${account.database}`,
    atOnce: 32,
    scan: (collection, after) =>
      home.perform(() =>
        readPatiently(patience, (signal) => scanPage(database.container(collection), after, signal)),
      ),
    estimate: (collection) =>
      home.perform(() =>
        readPatiently(patience, (signal) => documentsCount(database.container(collection), signal)),
      ),
    documents: (collection) =>
      new CosmosDocuments(home, database.container(collection), collections[collection]),
    async close() {
      await home.close();
      close();
    },
  };
}

async function scanPage(
  container: Container,
  after: string | undefined,
  abortSignal: AbortSignal,
): Promise<HeldPage> {
  const { resources, continuationToken, hasMoreResults } = await container.items
    .query<Envelope<Kept>>('SELECT * FROM c', {
      maxItemCount: pageSize,
      ...(after !== undefined && { continuationToken: after }),
      abortSignal,
    })
    .fetchNext();
  // without a token there is no next page to ask for, and the rest would be passed over in silence
  if (hasMoreResults && !continuationToken) throw new CosmosFault('refused', 'NO_CONTINUATION');
  return {
    held: resources.map((envelope) => {
      const { document } = unseal<Kept>(envelope);
      return { partition: partitionOf(envelope, document), document };
    }),
    ...(continuationToken && { next: continuationToken }),
  };
}

/** What is in a collection whose partitions may be as long as that has its partition for its id. */
function partitionOf({ pk }: Envelope<Kept>, { id }: Kept): string {
  const partition = decodeKey(pk) ?? (encodeKey(id) === pk ? id : undefined);
  if (partition === undefined) throw new CosmosFault('refused', 'PARTITION_TOO_LONG');
  return partition;
}

/** As the service counts along; an emulator may not. */
async function documentsCount(container: Container, abortSignal: AbortSignal): Promise<number | undefined> {
  const { headers } = await container.read({ populateQuotaInfo: true, abortSignal });
  const count = /(?:^|;)documentsCount=(\d+)/.exec(String(headers['x-ms-resource-usage']))?.[1];
  return count === undefined ? undefined : Number(count);
}
