import type { Config } from './config.ts';
import { cosmosAccount } from './cosmos-account.ts';
import type { Instant } from './domain/ids.ts';
import { openSqliteStore } from './state/sqlite/open-sqlite-store.ts';
import type { Store } from './state/store.ts';
import { storeFault } from './store-fault.ts';

/**
 * The store in the home that the settings name. Rejects with `SetUpError` for what an operator must mend. The library
 * of Cosmos DB is loaded only where it is used.
 */
export async function openStore(
  { store }: Pick<Config, 'store'>,
  options: { readonly now?: () => Instant } = {},
): Promise<Store> {
  try {
    if (store.kind === 'sqlite') return await openSqliteStore(store);
    const { openCosmosStore } = await import('./state/cosmos/open-cosmos-store.ts');
    return await openCosmosStore({ ...(await cosmosAccount(store)), ...options });
  } catch (error) {
    throw storeFault(error);
  }
}
