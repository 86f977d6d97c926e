import type { Instant } from '../../domain/ids.ts';
import type { Store } from '../store.ts';
import { clientUpgrade, type AnyClientDocument } from '../client-upgrade.ts';
import { upgrading } from '../upgrading.ts';
import { usualPatience, type Patience } from './attempts.ts';
import { checkContainers } from './check-containers.ts';
import { collections, type CollectionName } from '../collections.ts';
import { CosmosDocuments } from './cosmos-documents.ts';
import { CosmosHome } from './cosmos-home.ts';
import { createClient, type Account } from './create-client.ts';

export interface CosmosStoreOptions extends Account {
  /** By default the system's clock; decides which documents have expired. */
  readonly now?: () => Instant;
  /** By default 6 seconds for an operation, 2 for an attempt. */
  readonly patience?: Partial<Patience>;
}

/**
 * The store in a Cosmos DB database that was set up for it. Any number of processes may have it open. Throws a
 * `CosmosSetupError` when a container is missing or unsuitable, or the account cannot be used. Closing it waits for
 * what is under way.
 */
export async function openCosmosStore(options: CosmosStoreOptions): Promise<Store> {
  const { now = () => new Date().toISOString() } = options;
  const patience = { ...usualPatience, ...options.patience };
  const { client, close } = createClient(options, patience);
  const database = client.database(options.database);
  try {
    await checkContainers(database, patience);
  } catch (error) {
    close();
    throw error;
  }
  const home = new CosmosHome({ patience, now: () => Date.parse(now()) });
  const documents = <T extends { readonly id: string }>(name: CollectionName) =>
    new CosmosDocuments<T>(home, database.container(name), collections[name]);
  return {
    shared: true,
    clients: upgrading(documents<AnyClientDocument>('clients'), clientUpgrade),
    checkIns: documents('checkIns'),
    alerts: documents('alerts'),
    alertLines: documents('alertLines'),
    suggestions: documents('suggestions'),
    reminders: documents('reminders'),
    alertNotices: documents('alertNotices'),
    deliveries: documents('deliveries'),
    deadLetters: documents('deadLetters'),
    dueReminders: documents('dueReminders'),
    caseload: documents('caseload'),
    invites: documents('invites'),
    channelUsers: documents('channelUsers'),
    therapists: documents('therapists'),
    sessions: documents('sessions'),
    clinic: documents('clinic'),
    audit: documents('audit'),
    anchors: documents('anchors'),
    async close() {
      await home.close();
      close();
    },
  };
}
