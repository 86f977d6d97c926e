import { expect } from 'chai';
import { performPending } from '../../src/state/perform-pending.ts';
import { clientId } from '../../src/domain/ids.ts';
import { openChat, type Chat } from '../helpers/chat.ts';

const failed = (error: unknown): never => {
  throw error;
};

describe('what a crash left undone', () => {
  let chat: Chat;
  afterEach(() => chat.close());

  it('is done by the same server once the store takes it again', async () => {
    let down = true;
    chat = await openChat(undefined, {
      sameBot: true,
      wrapStore: (store) => ({
        ...store,
        caseload: {
          list: (...given) => store.caseload.list(...given),
          remove: (...given) => store.caseload.remove(...given),
          put: (...given) => store.caseload.put(...given),
          get: (...given) =>
            down ? Promise.reject(new Error('the store is down')) : store.caseload.get(...given),
        },
      }),
    });
    await chat.type('hello');
    expect((await chat.document()).pending).to.have.length(1);
    down = false;
    await chat.settle();
    expect((await chat.document()).pending).to.deep.equal([]);
    expect(await chat.store.caseload.get('therapist-1', 'client-1')).to.not.equal(undefined);
  });

  it('is done once at the next start', async () => {
    let crash = false;
    const dies = () => Promise.reject(new Error('the process ended here'));
    chat = await openChat(undefined, {
      wrapStore: (store) => ({
        ...store,
        checkIns: {
          list: (...given) => store.checkIns.list(...given),
          remove: (...given) => store.checkIns.remove(...given),
          get: (...given) => (crash ? dies() : store.checkIns.get(...given)),
          put: (...given) => (crash ? dies() : store.checkIns.put(...given)),
        },
      }),
    });
    await chat.type('hello');
    for (const text of ['3', '3', '3', '3', '3', 'done', '3', '3', '3']) await chat.type(text);
    expect((await chat.document()).client.checkIn?.status).to.equal('complete');
    crash = true;
    chat.now = '2026-12-01T10:00:00.000Z';
    await chat.type('hello');
    expect(await chat.store.checkIns.get('client-1', '2026-11-23')).to.equal(undefined);
    expect((await chat.store.caseload.get('therapist-1', 'client-1'))?.document.latest?.at).to.match(
      /^2026-11-23/,
    );

    expect(await performPending(chat.store, { failed })).to.equal(1);
    expect((await chat.store.checkIns.get('client-1', '2026-11-23'))?.document.status).to.equal('complete');
    expect((await chat.document()).pending).to.deep.equal([]);
    expect(await performPending(chat.store, { failed })).to.equal(0);
  });

  it('puts a line right that its document did not say, and keeps going past a document it cannot read', async () => {
    chat = await openChat();
    await chat.type('hello');
    const { therapist } = (await chat.document()).client;
    const right = (await chat.store.caseload.get(therapist, 'client-1'))!;
    for (const wrong of [
      { ...right.document, revision: 99 },
      { ...right.document, label: 'somebody else' },
    ]) {
      const stored = (await chat.store.caseload.get(therapist, 'client-1'))!;
      await chat.store.caseload.put(therapist, wrong, stored.etag);
      const newer = { ...(await chat.document()), id: 'a-newer', schema: 99 as never };
      await chat.store.clients.put('a-newer', newer, 'absent');
      await chat.store.caseload.put(therapist, { ...right.document, id: clientId('a-newer') }, 'absent');
      const failures: unknown[] = [];
      const count = await performPending(chat.store, { failed: (error) => failures.push(error) });
      expect([count, failures.length]).to.deep.equal([1, 1]);
      const now = (await chat.store.caseload.get(therapist, 'client-1'))!.document;
      expect({ ...now, revision: 0 }).to.deep.equal({ ...right.document, revision: 0 });
      expect(now.revision).to.equal((await chat.document()).revision);
    }
  });
});
