import { assert } from 'chai';
import { clientId } from '../../../src/domain/ids.ts';
import { collections } from '../../../src/state/collections.ts';
import { openCosmosStore } from '../../../src/state/cosmos/open-cosmos-store.ts';
import { etag, type ETag } from '../../../src/state/documents.ts';
import type { ChannelUserDocument, Store } from '../../../src/state/store.ts';
import { startFaultProxy, type FaultProxy } from '../../helpers/fault-proxy.ts';
import { openTestAccount, type TestAccount } from './test-account.ts';

const user = (id: string): ChannelUserDocument => ({
  id,
  client: clientId('c'),
  joinedAt: '2026-11-22T18:00:00.000Z',
});

describe('requests to Cosmos DB', () => {
  let account: TestAccount;
  let proxy: FaultProxy;
  let store: Store;
  before(async () => {
    account = await openTestAccount('local');
    proxy = await startFaultProxy(account.endpoint);
  });
  after(async () => {
    await proxy.close();
    await account.dispose();
  });
  beforeEach(async () => {
    store = await openCosmosStore({ ...account, endpoint: proxy.endpoint });
    proxy.seen.length = 0;
  });
  afterEach(async () => {
    await store.close();
    await account.empty(['channelUsers']);
  });

  const sent = (): string[] => proxy.seen.splice(0).map(({ method }) => method);
  const put = async (id: string, expected: ETag | 'absent' = 'absent'): Promise<ETag> => {
    const written = await store.channelUsers.put('p', user(id), expected);
    assert(written.ok);
    return written.etag;
  };

  it('number one for each operation', async () => {
    await store.channelUsers.get('p', 'a');
    assert.deepEqual(sent(), ['GET'], 'a document that is not there');
    const first = await put('a');
    assert.deepEqual(sent(), ['POST'], 'a new document');
    await store.channelUsers.get('p', 'a');
    assert.deepEqual(sent(), ['GET'], 'a document');
    const second = await put('a', first);
    assert.deepEqual(sent(), ['PUT'], 'a new version');
    await store.channelUsers.put('p', user('a'), first);
    assert.deepEqual(sent(), ['PUT'], 'a conflict');
    await store.channelUsers.put('p', user('a'), 'absent');
    assert.deepEqual(sent(), ['POST'], 'another conflict');
    await store.channelUsers.remove('p', 'a', first);
    assert.deepEqual(sent(), ['DELETE'], 'a removal that comes too late');
    await store.channelUsers.remove('p', 'a', second);
    assert.deepEqual(sent(), ['DELETE'], 'a removal');
  });

  it('number one for each page of a list, within one partition', async () => {
    for (let n = 0; n < 5; n += 1) await put(`u${n}`);
    sent();
    const first = await store.channelUsers.list('p', { limit: 3 });
    assert.lengthOf(first.documents, 3);
    const [query, ...more] = proxy.seen.splice(0);
    assert.isEmpty(more);
    assert.equal(query?.headers['x-ms-documentdb-partitionkey'], '["p"]');
    assert.match(query?.body ?? '', /c\.pk = @pk/);
    const second = await store.channelUsers.list('p', { limit: 3, after: first.next! });
    assert.lengthOf(second.documents, 2);
    assert.deepEqual(sent(), ['POST']);
    await store.channelUsers.list('nobody', { limit: 1000 });
    assert.deepEqual(sent(), ['POST']);
  });

  it('are one for each container when the store is opened, and none when it is closed', async () => {
    const other = await openCosmosStore({ ...account, endpoint: proxy.endpoint });
    const opened = sent();
    assert.deepEqual(
      opened,
      Object.keys(collections).map(() => 'GET'),
    );
    await other.close();
    assert.isEmpty(sent());
  });

  it('use a connection again', async () => {
    const ports = new Set<number | undefined>();
    proxy.choose = () => ({ kind: 'none' });
    for (let n = 0; n < 5; n += 1) {
      await store.channelUsers.get('p', 'a');
      ports.add(proxy.seen.at(-1)?.port);
    }
    assert.equal(ports.size, 1);
  });

  it('are not sent for an ETag that no document can have', async () => {
    const first = await put('a');
    sent();
    const made = etag(first.slice(0, first.lastIndexOf('|')));
    assert.isFalse((await store.channelUsers.put('p', user('a'), made)).ok);
    assert.isFalse(await store.channelUsers.remove('p', 'a', made));
    assert.isEmpty(sent());
  });
});
