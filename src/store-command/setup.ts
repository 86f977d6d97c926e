import type { StoreConfig } from '../read-store-settings.ts';
import { cosmosAccount } from '../cosmos-account.ts';
import { SetUpError } from '../set-up-error.ts';
import { CosmosSetupError } from '../state/cosmos/cosmos-setup-error.ts';
import type { Options } from './read-options.ts';
import type { Output } from './output.ts';

/** Makes what is missing of the database that the settings name. */
export async function setup(
  store: StoreConfig,
  { throughput }: Extract<Options, { command: 'setup' }>,
  output: Output,
): Promise<boolean> {
  if (store.kind !== 'cosmos') {
    throw new SetUpError(['COSMOS_ENDPOINT: is not given; a data folder needs no setting up']);
  }
  const { setUpCosmos } = await import('../state/cosmos/set-up-cosmos.ts');
  const created = await setUpCosmos({ ...(await cosmosAccount(store)), throughput }).catch(
    (error: unknown) => {
      if (!(error instanceof CosmosSetupError) || error.code !== 'refused') throw error;
      const message = `${error.message}: a role that reads and writes documents may not make containers; let the deployment make them, or use the key of the account`;
      throw new SetUpError([`COSMOS_KEY: ${message}`], { cause: error });
    },
  );
  output.line(
    created.length === 0
      ? `The database "${store.database}" has all its containers already.`
      : `The database "${store.database}" has new containers: ${created.join(', ')}.`,
  );
  return true;
}
