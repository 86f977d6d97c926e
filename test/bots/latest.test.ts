import { expect } from 'chai';
import { createLatest } from '../../src/bots/latest.ts';
import { changeClient } from '../../src/state/change-client.ts';
import { clientId } from '../../src/domain/ids.ts';
import { StoreError } from '../../src/state/documents.ts';
import type { Store } from '../../src/state/store.ts';
import { auditor, byTheTest } from '../helpers/auditing.ts';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';

describe('what a bot remembers from one turn to the next', () => {
  let chat: Chat;
  let reads: number;
  let fail: 'unknown' | undefined;
  const watched = (store: Store): Store => ({
    ...store,
    clients: {
      list: (...given) => store.clients.list(...given),
      remove: (...given) => store.clients.remove(...given),
      get: (...given) => {
        reads += 1;
        return store.clients.get(...given);
      },
      put: async (...given) => {
        const put = await store.clients.put(...given);
        if (fail) throw new StoreError(fail, { cause: 'test' });
        return put;
      },
    },
  });
  beforeEach(async () => {
    reads = 0;
    fail = undefined;
    chat = await openChat(aClient(), { wrapStore: watched, sameBot: true });
    await chat.type('hello');
  });
  afterEach(() => chat.close());

  const answers = async () => Object.keys((await chat.document()).client.checkIn?.answers ?? {});

  it('saves reading again what it wrote itself', async () => {
    for (const rating of ['8', '7', '9']) await chat.type(rating);
    expect(reads).to.equal(1);
    expect(await answers()).to.have.length(3);
  });

  it('does not stand in the way of what others wrote meanwhile', async () => {
    await changeClient(
      { store: chat.store, auditor },
      clientId('client-1'),
      (client) => ({ ...client, label: 'New label' }),
      byTheTest,
    );
    await chat.type('8');
    expect(await answers()).to.have.length(1);
    expect((await chat.document()).client.label).to.equal('New label');
  });

  it('is forgotten when nobody knows what became of a commit', async () => {
    fail = 'unknown';
    await chat.type('8');
    fail = undefined;
    const shownAgain = await chat.type('7');
    expect(shownAgain.at(-1)?.text).to.contain('How well do the goals');
    expect(await answers()).to.have.length(1);
  });

  it('is bounded: the longest unused goes first', () => {
    const latest = createLatest<number>(2);
    latest.keep('a', 1);
    latest.keep('b', 2);
    expect(latest.take('a')).to.equal(1);
    latest.keep('a', 3);
    latest.keep('c', 4);
    expect(['a', 'b', 'c'].map((key) => latest.take(key))).to.deep.equal([3, undefined, 4]);
    expect(latest.take('a')).to.equal(undefined);
  });
});
