import { expect } from 'chai';
import { createDeliveries } from '../../src/bots/deliveries.ts';
import { clientId } from '../../src/domain/ids.ts';
import { newClientDocument } from '../../src/state/change-client.ts';
import type { Store } from '../../src/state/store.ts';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';
import { temporaryStore } from '../state/temporary-store.ts';

describe('what is known to have reached a client', () => {
  describe('between turns', () => {
    let chat: Chat;
    afterEach(() => chat.close());
    const answers = async () => Object.keys((await chat.document()).client.checkIn?.answers ?? {});

    it('outlives a server that is stopped: words answer the question shown before', async () => {
      chat = await openChat();
      await chat.type('hello');
      await chat.type('8');
      expect(await answers()).to.have.length(1);
    });

    it('does not outlive a crash: the question is shown again, and words answer it then', async () => {
      chat = await openChat(aClient(), { crashes: true });
      await chat.type('hello');
      const asked = chat.said.at(-1)?.text;
      expect((await chat.type('8')).at(-1)?.text).to.equal(asked);
      expect(await answers()).to.have.length(0);
    });

    it('is written with the next answer, not with a write of its own', async () => {
      let puts = 0;
      chat = await openChat(aClient(), {
        sameBot: true,
        wrapStore: (store) => ({
          ...store,
          clients: {
            get: (...given) => store.clients.get(...given),
            list: (...given) => store.clients.list(...given),
            remove: (...given) => store.clients.remove(...given),
            put: (...given) => {
              puts += 1;
              return store.clients.put(...given);
            },
          },
        }),
      });
      await chat.type('hello');
      puts = 0;
      const { sequence } = (await chat.document()).asked ?? { sequence: 0 };
      await chat.type('8');
      expect(puts).to.equal(1);
      expect((await chat.document()).delivered).to.be.at.least(sequence);
    });
  });

  describe('beyond the turns', () => {
    let store: Store;
    const [first, second] = [clientId('first'), clientId('second')];
    beforeEach(async () => {
      store = await temporaryStore();
      for (const id of [first, second])
        await store.clients.put(id, newClientDocument(aClient({ id })), 'absent');
    });
    afterEach(() => store.close());
    const written = async (id: string) => (await store.clients.get(id, id))?.document.delivered;

    it('is written when it is settled, and never turned back', async () => {
      const deliveries = createDeliveries(store);
      await deliveries.note(first, 3);
      await deliveries.note(first, 7);
      expect([deliveries.reached(first), deliveries.reached(second)]).to.deep.equal([7, 0]);
      expect(await written(first)).to.equal(0);
      await deliveries.settle();
      expect(await written(first)).to.equal(7);
      const another = createDeliveries(store);
      await another.note(first, 5);
      await another.settle();
      expect(await written(first)).to.equal(7);
    });

    it('is written by itself when no answer comes to take it along', async () => {
      const deliveries = createDeliveries(store, { patienceMs: 1 });
      await deliveries.note(first, 3);
      while ((await written(first)) !== 3) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(deliveries.reached(second)).to.equal(0);
    });

    it('is bounded: what waits longest is written', async () => {
      const deliveries = createDeliveries(store, { most: 1 });
      await deliveries.note(first, 3);
      await deliveries.note(second, 4);
      expect([await written(first), await written(second)]).to.deep.equal([3, 0]);
      expect(deliveries.reached(second)).to.equal(4);
    });
  });
});
