import { CosmosClient, type CosmosClientOptions } from '@azure/cosmos';
import type { Patience } from './attempts.ts';
import { CosmosFault } from './cosmos-fault.ts';
import { createTransport } from './transport.ts';

/** Anything that gives Microsoft Entra tokens, such as a `DefaultAzureCredential`. */
export type TokenCredential = NonNullable<CosmosClientOptions['aadCredentials']>;

export type Credential =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'identity'; readonly credential: TokenCredential };

export interface Account {
  /** Such as `https://NAME.documents.azure.com`. */
  readonly endpoint: string;
  readonly database: string;
  readonly credential: Credential;
}

/**
 * The SDK's client, which sends each request once: whoever calls it decides about sending it again. Every request goes
 * to the account's own address, which follows a failover of its region, so nothing is asked beforehand.
 */
export function createClient(
  { endpoint, credential }: Account,
  { attemptMs }: Patience,
  { acrossPartitions = false }: { readonly acrossPartitions?: boolean } = {},
): { readonly client: CosmosClient; readonly close: () => void } {
  const transport = createTransport({ acrossPartitions });
  const client = new CosmosClient({
    endpoint,
    ...(credential.kind === 'key'
      ? { key: credential.key }
      : { aadCredentials: tellingFaults(credential.credential) }),
    httpClient: transport,
    connectionPolicy: {
      enableEndpointDiscovery: false,
      requestTimeout: attemptMs,
      retryOptions: {
        maxRetryAttemptCount: 0,
        fixedRetryIntervalInMilliseconds: 0,
        maxWaitTimeInSeconds: 0,
      },
    },
  });
  return {
    client,
    close() {
      client.dispose();
      transport.close();
    },
  };
}

/** Where no token was given, nothing was sent. */
const tellingFaults = (credential: TokenCredential): TokenCredential => ({
  async getToken(scopes, options) {
    try {
      return await credential.getToken(scopes, options);
    } catch {
      throw new CosmosFault('busy', 'NO_TOKEN');
    }
  },
});
