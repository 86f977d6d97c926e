import { openCosmosStore } from '../../../src/state/cosmos/open-cosmos-store.ts';
import { openTestAccount, realAccount, type TestAccount } from '../cosmos/test-account.ts';
import { describeFiling } from './filing.contract.ts';

describe('the audit in Cosmos DB', function () {
  this.timeout(realAccount ? 120_000 : 30_000);
  let account: TestAccount;
  before(async () => {
    account = await openTestAccount('configured');
  });
  after(() => account.dispose());

  describeFiling('Cosmos DB', async () => {
    const store = await openCosmosStore(account);
    return {
      store,
      async dispose() {
        await store.close();
        await account.empty(['audit', 'anchors']);
      },
    };
  });
});
