import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { CosmosClient } from '@azure/cosmos';
import { createHttpServer } from '@vercel/cosmosdb-server';
import type { CollectionName } from '../../../src/state/collections.ts';
import type { Account } from '../../../src/state/cosmos/create-client.ts';
import { setUpCosmos } from '../../../src/state/cosmos/set-up-cosmos.ts';

const { COSMOS_ENDPOINT: endpoint, COSMOS_KEY: key } = process.env;

/** Set when the tests run against an account or Microsoft's emulator. */
export const realAccount = endpoint && key ? { endpoint, key } : undefined;

export interface TestAccount extends Account {
  readonly credential: { readonly kind: 'key'; readonly key: string };
  /** Removes every document of these containers. */
  empty(names: readonly CollectionName[]): Promise<void>;
  /** Removes the database and ends the server, if it was started for it. */
  dispose(): Promise<void>;
}

/**
 * A database of its own with all containers: on the account of COSMOS_ENDPOINT and COSMOS_KEY where these are set, else
 * on a server started in this process; `local` for that server in any case.
 */
export async function openTestAccount(where: 'configured' | 'local'): Promise<TestAccount> {
  const real = where === 'configured' ? realAccount : undefined;
  const server = real ? undefined : await startCosmosServer();
  const account = {
    endpoint: real?.endpoint ?? server!.endpoint,
    database: `alliance-test-${randomBytes(4).toString('hex')}`,
    credential: { kind: 'key', key: real?.key ?? anyKey },
  } as const;
  await setUpCosmos({
    ...account,
    throughput: process.env['COSMOS_SERVERLESS'] ? 'serverless' : { shared: 1000 },
  });
  const client = plainClient(account);
  const database = client.database(account.database);
  return {
    ...account,
    async empty(names) {
      for (const name of names) {
        const container = database.container(name);
        const { resources } = await container.items
          .query<{ id: string; pk: string }>('SELECT c.id, c.pk FROM c')
          .fetchAll();
        await Promise.all(resources.map((found) => container.item(found.id, found.pk).delete()));
      }
    },
    async dispose() {
      if (real) await database.delete();
      client.dispose();
      await server?.close();
    },
  };
}

/** The server takes any. */
export const anyKey = Buffer.from('any key').toString('base64');

export async function startCosmosServer(): Promise<{
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}> {
  const server = createHttpServer({ keepAlive: true });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The SDK as it comes, to see what lies in a container and to put things there. */
export const plainClient = ({
  endpoint,
  credential,
}: Pick<TestAccount, 'endpoint' | 'credential'>): CosmosClient =>
  new CosmosClient({ endpoint, key: credential.key, connectionPolicy: { enableEndpointDiscovery: false } });
