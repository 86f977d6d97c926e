import { openCosmosStore } from '../../../src/state/cosmos/open-cosmos-store.ts';
import { describeDocuments } from '../documents.contract.ts';
import { openTestAccount, realAccount, type TestAccount } from './test-account.ts';

const name = realAccount ? 'Cosmos DB, a real account' : 'Cosmos DB';

describe(name, function () {
  if (realAccount) this.timeout(120_000);
  let account: TestAccount;
  before(async () => {
    account = await openTestAccount('configured');
  });
  after(() => account.dispose());

  for (const collection of ['checkIns', 'invites', 'sessions'] as const) {
    describeDocuments(
      `${name}, ${collection}`,
      async () => {
        let store = await openCosmosStore(account);
        return {
          store,
          async reopen() {
            await store.close();
            store = await openCosmosStore(account);
            return store;
          },
          async dispose() {
            await store.close();
            await account.empty(['alerts', collection]);
          },
        };
      },
      collection,
    );
  }
});
