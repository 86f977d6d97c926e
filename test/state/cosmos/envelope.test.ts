import { assert } from 'chai';
import type { Database } from '@azure/cosmos';
import { clientId, therapistId } from '../../../src/domain/ids.ts';
import { claimInvite, newInvite } from '../../../src/state/claim-invite.ts';
import { openCosmosStore } from '../../../src/state/cosmos/open-cosmos-store.ts';
import { StoreError } from '../../../src/state/documents.ts';
import { consumeSignIn, createSession, readSession } from '../../../src/state/sign-in.ts';
import type { Store } from '../../../src/state/store.ts';
import { openTestAccount, plainClient, realAccount, type TestAccount } from './test-account.ts';

const day = 86_400_000;
const monday = Date.parse('2026-11-23T09:00:00.000Z');
const at = (days: number): string => new Date(monday + days * day).toISOString();
const client = clientId('alma');

describe('a document in a Cosmos DB container', function () {
  if (realAccount) this.timeout(120_000);
  let account: TestAccount;
  let database: Database;
  let store: Store;
  let now: string;
  before(async () => {
    account = await openTestAccount('configured');
    database = plainClient(account).database(account.database);
  });
  after(() => account.dispose());
  beforeEach(async () => {
    now = at(0);
    store = await openCosmosStore({ ...account, now: () => now });
  });
  afterEach(async () => {
    await store.close();
    await account.empty(['channelUsers', 'invites', 'sessions']);
  });

  const raw = async (container: string, id: string, partition = id): Promise<Record<string, unknown>> => {
    const { resource } = await database.container(container).item(id, partition).read();
    assert.isDefined(resource);
    return Object.fromEntries(Object.entries(resource as object).filter(([key]) => !key.startsWith('_')));
  };
  const invite = (days: number) => newInvite({ client, therapist: therapistId('t'), now: at(0), days });
  const session = (days: number) => ({
    kind: 'therapist' as const,
    subject: 't',
    now: at(0),
    lifetimeMs: days * day,
  });

  it('has its id, its partition, its own content, and a token for each of the latest eight writes', async () => {
    const user = { id: 'web chat:1', client, joinedAt: at(0) };
    let put = await store.channelUsers.put('web chat:1', user, 'absent');
    const first = await raw('channelUsers', 'web!0020chat:1');
    assert.hasAllKeys(first, ['id', 'pk', 'schema', 'w', 'v']);
    assert.equal(first['pk'], 'web!0020chat:1');
    assert.equal(first['schema'], 1);
    assert.deepEqual(first['v'], user);
    assert.lengthOf(first['w'] as string[], 1);
    for (let n = 0; n < 11; n += 1) {
      assert(put.ok);
      put = await store.channelUsers.put('web chat:1', user, put.etag);
    }
    const last = await raw('channelUsers', 'web!0020chat:1');
    assert.lengthOf(last['w'] as string[], 8);
    assert.equal(new Set(last['w'] as string[]).size, 8);
  });

  it('is kept as text when it holds half a sign, which UTF-8 cannot', async () => {
    const half = { id: 'u', client, joinedAt: 'half \uD83D of a face' };
    await store.channelUsers.put('u', half, 'absent');
    const found = await raw('channelUsers', 'u');
    assert.notProperty(found, 'v');
    assert.match(String(found['json']), /half \\ud83d of/);
    assert.deepEqual((await store.channelUsers.get('u', 'u'))?.document, half);
  });

  it('that the store did not write is refused, not guessed at', async () => {
    const { items } = database.container('channelUsers');
    await items.create({ id: 'bare', pk: 'p', client: 'alma' });
    await items.create({ id: 'empty', pk: 'p', schema: 1, w: [] });
    await items.create({ id: 'newer', pk: 'p', schema: 2, w: [], v: { id: 'newer' } });
    for (const work of [
      ...['bare', 'empty', 'newer'].map((id) => store.channelUsers.get('p', id)),
      store.channelUsers.list('p'),
    ]) {
      const error = await work.then(
        () => assert.fail('it should have failed'),
        (error: unknown) => error,
      );
      assert.instanceOf(error, StoreError);
      assert.propertyVal(error.cause, 'code', 'NOT_AN_ENVELOPE');
    }
  });

  describe('that expires', () => {
    it('is deleted by Cosmos DB 30 days after, if it is an invite', async () => {
      const given = invite(14);
      await store.invites.put(given.id, given, 'absent');
      assert.equal((await raw('invites', given.id))['ttl'], 44 * 86_400);
    });

    it('is deleted by Cosmos DB a day after, if it is a session, and later when it was extended', async () => {
      await createSession(store, session(2));
      const { resources } = await database.container('sessions').items.readAll().fetchAll();
      const [found] = resources;
      assert.equal(found?.['ttl'], 3 * 86_400);
      const stored = (await store.sessions.get(found!.id!, found!.id!))!;
      now = at(1);
      await store.sessions.put(found!.id!, { ...stored.document, expiresAt: at(5) }, stored.etag);
      assert.equal((await raw('sessions', found!.id!))['ttl'], 5 * 86_400);
    });

    it('is told from one that never was for 30 days, and then no more', async () => {
      const given = invite(14);
      await store.invites.put(given.id, given, 'absent');
      const claim = () => claimInvite(store, { code: given.id, channelUser: 'webchat:phone', now });
      now = at(14);
      assert.deepEqual(await claim(), { ok: false, reason: 'expired' });
      now = new Date(monday + 44 * day - 1).toISOString();
      assert.deepEqual(await claim(), { ok: false, reason: 'expired' });
      now = at(44);
      assert.deepEqual(await claim(), { ok: false, reason: 'unknown' });
      assert.isUndefined(await store.invites.get(given.id, given.id));
      assert.deepEqual(await store.invites.list(given.id), { documents: [] });
    });

    it('ends a session on time, whenever it is deleted', async () => {
      const secret = await createSession(store, session(2));
      const read = () => readSession(store, { kind: 'therapist', secret, now });
      assert.equal(await read(), 't');
      now = at(2);
      assert.isUndefined(await read());
    });

    it('still goes to one of those who take it', async () => {
      const secret = await createSession(store, { ...session(1), kind: 'sign-in' });
      const taken = await Promise.all(
        Array.from({ length: 10 }, () => consumeSignIn(store, { secret, now })),
      );
      assert.deepEqual(
        taken.filter((subject) => subject !== undefined),
        ['t'],
      );
    });

    it('leaves a list that goes on after it', async () => {
      const { items } = database.container('sessions');
      for (const n of [0, 1, 2, 3]) {
        const expiresAt = n < 2 ? at(-5) : at(5);
        await items.create({ id: `s${n}`, pk: 'p', schema: 1, w: ['w'], v: { id: `s${n}`, expiresAt } });
      }
      const pages = [];
      for (let after: string | undefined = ''; after !== undefined;) {
        const page = await store.sessions.list('p', { limit: 2, after });
        pages.push(page.documents.map(({ document }) => document.id));
        after = page.next;
      }
      assert.deepEqual(pages, [[], ['s2', 's3']]);
    });
  });

  it('never expires in the other containers, whatever it holds', async () => {
    const odd = { id: 'u', client, joinedAt: at(0), expiresAt: at(-100) };
    await store.channelUsers.put('u', odd, 'absent');
    assert.notProperty(await raw('channelUsers', 'u'), 'ttl');
    assert.isDefined(await store.channelUsers.get('u', 'u'));
  });
});
