import { expect } from 'chai';
import { checkInId } from '../../src/domain/ids.ts';
import { pastWeek, type PastWeek } from '../../src/domain/past-week.ts';
import { performAndClear } from '../../src/state/change-document.ts';
import { openCosmosStore } from '../../src/state/cosmos/open-cosmos-store.ts';
import { checkInWith, sixRatings } from '../helpers/built-in.ts';
import { startFaultProxy, type FaultProxy } from '../helpers/fault-proxy.ts';
import { openTestAccount, type TestAccount } from '../state/cosmos/test-account.ts';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';

/** What one turn asked of Cosmos DB. */
interface Spent {
  /** Up to its commit; the reply is sent after it. */
  readonly before: readonly string[];
  readonly all: readonly string[];
}

const lastWeek: PastWeek = pastWeek(
  checkInWith(sixRatings(8), { id: checkInId('2026-11-16'), endsAt: '2026-11-23T18:00:00.000Z' }),
);

describe('what a turn costs on Cosmos DB', () => {
  let account: TestAccount;
  let proxy: FaultProxy;
  let chat: Chat;
  let untilCommit: string[];
  before(async () => {
    account = await openTestAccount('local');
    proxy = await startFaultProxy(account.endpoint);
  });
  after(async () => {
    await proxy.close();
    await account.dispose();
  });
  beforeEach(async () => {
    chat = await openChat(aClient({ recent: [lastWeek] }), {
      sameBot: true,
      open: () => openCosmosStore({ ...account, endpoint: proxy.endpoint }),
      at(point) {
        if (point === 'committed') untilCommit = seen();
      },
    });
    // as enrolling leaves it
    const enrolled = await chat.store.clients.get('client-1', 'client-1');
    await performAndClear(chat.store, enrolled!);
  });
  afterEach(async () => {
    await chat.close();
    await account.empty([
      'clients',
      'caseload',
      'checkIns',
      'alertNotices',
      'audit',
      'therapists',
      'channelUsers',
    ]);
  });

  /** Method and container of every request so far. */
  const seen = (): string[] =>
    proxy.seen.map(({ method, path }) => `${method} ${/\/colls\/([^/]+)/.exec(path)?.[1] ?? path}`);

  /** With what a turn leaves to be written within a second. */
  const spent = async (turn: () => Promise<unknown>): Promise<Spent> => {
    proxy.seen.length = 0;
    untilCommit = [];
    await turn();
    await chat.settle();
    return { before: untilCommit, all: seen() };
  };

  it('is one read and one conditional write before the reply, and one write after it', async () => {
    const first = await spent(() => chat.type('hello'));
    expect(first.all, 'who it is and who their therapist is, once').to.have.length(3 + 2);
    const answers = ['8', 'what do you mean', 'back', '7', '9', '8', '6', 'not done'];
    for (const text of answers) {
      const { before, all } = await spent(() => chat.type(text));
      expect(before, text).to.deep.equal(['GET clients', 'PUT clients']);
      expect(all.slice(2), text).to.deep.equal(['PUT clients']);
    }
  });

  it('is at most six requests for the turn that completes a check-in, or changes a complete one', async () => {
    await chat.type('hello');
    for (const text of ['8', '9', '8', '8', '9', 'done', '3', '7']) await chat.type(text);
    await chat.settle();
    const completing = await spent(() => chat.type('10'));
    expect((await chat.document()).client.checkIn?.status).to.equal('complete');
    expect(completing.before).to.deep.equal(['GET clients', 'PUT clients']);
    expect(completing.all).to.have.length.of.at.most(6).and.to.include('POST audit');

    for (const turn of [() => chat.tap('Change'), () => chat.tap('2'), () => chat.tap('Send my answers')]) {
      const { before, all } = await spent(turn);
      expect(before).to.deep.equal(['GET clients', 'PUT clients']);
      expect(all).to.have.length.of.at.most(6);
    }
  });

  it('is one more when an alert is raised in it: that it is to be told', async () => {
    await chat.type('hello');
    for (const text of ['2', '2', '2', '2', '2', 'done', '3', '7']) await chat.type(text);
    await chat.settle();
    const { all } = await spent(() => chat.type('2'));
    expect((await chat.document()).client.alerts).to.have.length(1);
    expect(all).to.have.length.of.at.most(7).and.to.include('POST alertNotices');
  });

  it('asks nothing across partitions', async () => {
    proxy.seen.length = 0;
    await chat.type('hello');
    for (const text of ['8', '9', '8', '8', '9', 'done', '3', '7', '10']) await chat.type(text);
    chat.now = '2026-12-08T10:00:00.000Z';
    await chat.type('hello');
    await chat.settle();
    const asked = proxy.seen.filter(({ path }) => path.includes('/colls/'));
    expect(asked.length).to.be.above(20);
    for (const { headers } of asked) {
      expect(headers['x-ms-documentdb-partitionkey'], 'names its partition').to.be.a('string');
    }
  });

  it('keeps the document small however long the history is', async () => {
    let largest = 0;
    for (let week = 0; week < 24; week += 1) {
      chat.now = new Date(Date.parse('2026-11-23T19:00:00.000Z') + week * 7 * 86_400_000).toISOString();
      await chat.type('hello');
      for (const text of ['8', 'nothing that can be read', '9', '8', '8', '9', 'done', '3', '7', '10'])
        await chat.type(text);
      await chat.settle();
      const size = JSON.stringify(await chat.document()).length;
      if (week === 17) largest = size;
      if (week > 17) expect(size).to.be.at.most(largest * 1.05);
    }
    expect(largest).to.be.below(64 * 1024);
  }).timeout(60_000);
});
