import type { StoreConfig } from './read-store-settings.ts';
import type { Account } from './state/cosmos/create-client.ts';

/** The account with its key, or with the identity of this machine, whose library is loaded only then. */
export async function cosmosAccount({
  endpoint,
  database,
  key,
}: Extract<StoreConfig, { kind: 'cosmos' }>): Promise<Account> {
  if (key !== undefined) return { endpoint, database, credential: { kind: 'key', key } };
  const { DefaultAzureCredential } = await import('@azure/identity');
  return { endpoint, database, credential: { kind: 'identity', credential: new DefaultAzureCredential() } };
}
