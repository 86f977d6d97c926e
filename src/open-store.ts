import type { Config } from './config.ts';
import { cosmosAccount } from './cosmos-account.ts';
import type { Instant } from './domain/ids.ts';
import { readSqliteStore } from './state/sqlite/read-sqlite-store.ts';
import { openSqliteStore } from './state/sqlite/open-sqlite-store.ts';
import type { Store } from './state/store.ts';
import { SetUpError } from './set-up-error.ts';
import { settleMove } from './state/moving/move-in-progress.ts';
import { storeFault } from './store-fault.ts';

/**
 * The store in the home that the settings name. Rejects with `SetUpError` for what an operator must mend, a copy or a
 * restore into that home which has not ended among it. The library of Cosmos DB is loaded only where it is used.
 */
export async function openStore(
  config: Pick<Config, 'store'>,
  options: { readonly now?: () => Instant } = {},
): Promise<Store> {
  const store = await openHome(config, options);
  const usable = await settleMove(store.clinic).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  if (usable) return store;
  await store.close();
  const name = config.store.kind === 'cosmos' ? 'COSMOS_DATABASE' : 'DATA_DIR';
  throw new SetUpError([
    `${name}: a copy or a restore into it has not ended; run the same command again, which goes on where it ended`,
  ]);
}

/** The same for a tool that only reads, beside running servers: a file as it is at this moment, without its lock. */
export async function openStoreToRead(config: Pick<Config, 'store'>): Promise<Store> {
  if (config.store.kind === 'cosmos') return openHome(config, {});
  try {
    return await readSqliteStore(config.store);
  } catch (error) {
    throw storeFault(error);
  }
}

async function openHome(
  { store }: Pick<Config, 'store'>,
  options: { readonly now?: () => Instant },
): Promise<Store> {
  try {
    if (store.kind === 'sqlite') return await openSqliteStore({ ...store, ...options });
    const { openCosmosStore } = await import('./state/cosmos/open-cosmos-store.ts');
    return await openCosmosStore({ ...(await cosmosAccount(store)), ...options });
  } catch (error) {
    throw storeFault(error);
  }
}
