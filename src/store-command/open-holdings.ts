import { existsSync } from 'node:fs';
import type { StoreConfig } from '../read-store-settings.ts';
import { cosmosAccount } from '../cosmos-account.ts';
import { SetUpError } from '../set-up-error.ts';
import type { Holdings } from '../state/moving/holdings.ts';
import { readMove } from '../state/moving/move-in-progress.ts';
import { databaseFile } from '../state/sqlite/open-database.ts';
import { openSqliteHoldings } from '../state/sqlite/open-sqlite-holdings.ts';
import type { Place } from './read-options.ts';

/** All that a place keeps, to be written to. */
export async function openTarget(place: Place, store: StoreConfig): Promise<Holdings> {
  if (place.kind === 'sqlite') return openSqliteHoldings(place);
  if (store.kind !== 'cosmos') throw new SetUpError(['COSMOS_ENDPOINT: is not given']);
  const { openCosmosHoldings } = await import('../state/cosmos/open-cosmos-holdings.ts');
  return openCosmosHoldings(await cosmosAccount(store));
}

/** All that a place keeps, to be read: it has to be there, and whole. */
export async function openSource(place: Place, store: StoreConfig): Promise<Holdings> {
  if (place.kind === 'sqlite' && !existsSync(databaseFile(place.directory))) {
    throw new SetUpError([`there is no store in ${place.directory}`]);
  }
  const source = await openTarget(place, store);
  const move = await readMove(source.documents('clinic'));
  if (!move || move.document.endedAt !== undefined) return source;
  await source.close();
  throw new SetUpError([
    'a copy or a restore into the source has not ended: it does not hold everything yet',
  ]);
}
