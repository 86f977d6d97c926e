import { expect } from 'chai';
import { createSettlements } from '../../src/bots/settlements.ts';
import { clientId, type ClientId } from '../../src/domain/ids.ts';
import { newClientDocument, type ClientDocument } from '../../src/state/client-document.ts';
import type { Store } from '../../src/state/store.ts';
import { auditor, byTheTest } from '../helpers/auditing.ts';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';

const at = '2026-11-23T19:00:00.000Z';

describe('what is done after a commit', () => {
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
        wrapStore: (store: Store) => ({
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
      expect((await chat.document()).delivered.last).to.be.at.least(sequence);
    });

    it('is no answer what came in before the question was delivered, however late it is looked at', async () => {
      chat = await openChat();
      await chat.type('hello');
      const stored = (await chat.store.clients.get('client-1', 'client-1'))!;
      const delivered = { ...stored.document.delivered, at: '2026-11-23T19:00:01.000Z' };
      await chat.store.clients.put('client-1', { ...stored.document, delivered }, stored.etag);
      await chat.type('8');
      expect(await answers()).to.have.length(0);
      chat.now = '2026-11-23T19:00:02.000Z';
      await chat.type('8');
      expect(await answers()).to.have.length(1);
    });
  });

  describe('beyond the turns', () => {
    const [first, second] = [clientId('first'), clientId('second')];
    const trail = auditor.append(auditor.begin('client:first'), byTheTest, byTheTest);
    const documentOf = (id: ClientId): ClientDocument => ({
      ...newClientDocument(aClient({ id }), trail),
      revision: 3,
      pending: [
        { kind: 'line', revision: 2 },
        { kind: 'line', revision: 3 },
      ],
    });

    it('is taken along by a document, and never turned back', () => {
      const settlements = createSettlements(() => Promise.resolve());
      const document = documentOf(first);
      expect(settlements.takeAlong(document)).to.equal(document);
      settlements.note(first, { delivered: { last: 3, at } });
      settlements.note(first, { performed: 2 });
      settlements.note(first, { filed: 1 });
      const { delivered, pending, audit } = settlements.takeAlong(document);
      expect(delivered).to.deep.equal({ last: 3, at });
      expect(pending).to.deep.equal([{ kind: 'line', revision: 3 }]);
      expect(audit.unfiled.map(({ sequence }) => sequence)).to.deep.equal([2]);
      settlements.note(first, { delivered: { last: 2, at: '2026-11-23T20:00:00.000Z' } });
      expect(settlements.takeAlong(document).delivered).to.deep.equal({ last: 3, at });
      const later = {
        ...document,
        delivered: { last: 5, at },
        pending: [],
        audit: { ...audit, unfiled: [] },
      };
      expect(settlements.takeAlong(later)).to.equal(later);
      expect(settlements.takeAlong(documentOf(second))).to.deep.equal(documentOf(second));
    });

    it('is written by itself when no answer comes to take it along', async () => {
      const written: ClientId[] = [];
      const settlements = createSettlements((id) => Promise.resolve(void written.push(id)), {
        patienceMs: 1,
      });
      settlements.note(first, { delivered: { last: 3, at } });
      while (written.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      expect(written).to.deep.equal([first]);
      await settlements.settle();
      expect(written).to.deep.equal([first]);
    });

    it('is tried again when it could not be written', async () => {
      let failures = 2;
      const written: ClientId[] = [];
      const settlements = createSettlements(
        (id) => {
          failures -= 1;
          return failures < 0 ? Promise.resolve(void written.push(id)) : Promise.reject(new Error('down'));
        },
        { patienceMs: 1 },
      );
      settlements.note(first, { left: true });
      while (written.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      await settlements.settle();
      expect(written).to.deep.equal([first]);
    });

    it('waits with what was only filed for a commit', async () => {
      const written: ClientId[] = [];
      const settlements = createSettlements((id) => Promise.resolve(void written.push(id)), {
        patienceMs: 0,
      });
      settlements.note(first, { filed: 4 });
      await new Promise((resolve) => setTimeout(resolve, 10));
      expect(written).to.deep.equal([]);
      settlements.note(first, { left: true });
      while (written.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    });

    it('is bounded: the longest waiting are forgotten', async () => {
      const tried: ClientId[] = [];
      const settlements = createSettlements((id) => Promise.resolve(void tried.push(id)), {
        most: 3,
        patienceMs: 1,
      });
      const ids = ['a', 'b', 'c', 'd', 'e'].map(clientId);
      for (const id of ids) settlements.note(id, { delivered: { last: 3, at } });
      expect(settlements.deliveredAt(ids[0]!)).to.equal(undefined);
      expect(settlements.deliveredAt(ids[4]!)).to.be.a('number');
      await settlements.settle();
      expect(tried).to.deep.equal(ids.slice(2));
    });

    it('waits longer after a failure, however often something is noted', async () => {
      const triedAt: number[] = [];
      const patienceMs = 40;
      const settlements = createSettlements(
        () => {
          triedAt.push(performance.now());
          return Promise.reject(new Error('down'));
        },
        { patienceMs },
      );
      for (let n = 0; triedAt.length < 2; n += 1) {
        settlements.note(first, { delivered: { last: 3 + n, at } });
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      expect(triedAt[1]! - triedAt[0]!).to.be.at.least(2 * patienceMs - 1);
    });

    it('keeps one that always fails from holding up the others', async () => {
      const written: ClientId[] = [];
      const settlements = createSettlements(
        (id) => (id === first ? Promise.reject(new Error('newer')) : Promise.resolve(void written.push(id))),
        { patienceMs: 1 },
      );
      settlements.note(first, { left: true });
      for (let n = 0; n < 3; n += 1) {
        settlements.note(second, { delivered: { last: 4 + n, at } });
        while (written.length <= n) await new Promise((resolve) => setTimeout(resolve, 1));
      }
    });
  });
});
