import { expect } from 'chai';
import { StoreError } from '../../src/state/documents.ts';
import type { Store } from '../../src/state/store.ts';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';

/** A store whose client documents can be made to fail, for what a real disk does only when it is broken. */
function breakable(): {
  wrap: (store: Store) => Store;
  fail: { get?: 'unavailable'; put?: 'unavailable' | 'unknown' };
} {
  const fail: { get?: 'unavailable'; put?: 'unavailable' | 'unknown' } = {};
  const wrap = (store: Store): Store => ({
    ...store,
    clients: {
      list: (...given) => store.clients.list(...given),
      remove: (...given) => store.clients.remove(...given),
      get: (...given) =>
        fail.get ? Promise.reject(new StoreError(fail.get, { cause: 'test' })) : store.clients.get(...given),
      put: async (...given) => {
        if (fail.put === 'unknown') await store.clients.put(...given);
        if (fail.put) throw new StoreError(fail.put, { cause: 'test' });
        return store.clients.put(...given);
      },
    },
  });
  return { wrap, fail };
}

describe('a turn', () => {
  let chat: Chat;
  afterEach(() => chat.close());

  const answers = async () => Object.values((await chat.document()).client.checkIn?.answers ?? {});

  it('delivered twice answers once and says the same again', async () => {
    chat = await openChat();
    await chat.type('hello');
    const first = await chat.send({ text: '8', id: 'same' });
    const second = await chat.send({ text: '8', id: 'same' });
    expect(second.map(({ text }) => text)).to.deep.equal(first.map(({ text }) => text));
    expect(await answers()).to.have.length(1);
  });

  it('delivered again after later ones leaves nothing below the question that a text could be meant for', async () => {
    chat = await openChat();
    await chat.type('hello');
    await chat.send({ text: 'so so', id: 'unclear' });
    const [, question] = await chat.send({ text: '8', id: 'clear' });
    await chat.send({ text: 'so so', id: 'unclear' });
    const said = await chat.type('7');
    expect(await answers()).to.deep.equal([{ kind: 'number', value: 8 }]);
    expect(said.at(-1)?.text).to.equal((question ?? chat.said.at(-1))?.text);
    await chat.type('7');
    expect(await answers()).to.have.length(2);
  });

  it('delivered twice at once answers once', async () => {
    chat = await openChat();
    await chat.type('hello');
    await Promise.all(Array.from({ length: 8 }, () => chat.send({ text: '8', id: 'same' })));
    expect(await answers()).to.deep.equal([{ kind: 'number', value: 8 }]);
  });

  it('that races another loses neither', async () => {
    chat = await openChat();
    await chat.type('hello');
    const taps = chat.said.at(-1)?.taps ?? [];
    const values = ['3', '4', '5', '6'].map((label) => taps.find((tap) => tap.label === label)?.data);
    await Promise.all(values.map((value) => chat.send({ value })));
    expect(await answers()).to.have.length(1);
    expect((await chat.document()).ledger).to.have.length(5);
  });

  it('says that nothing was saved when the store is down, and takes it when it is back', async () => {
    const { wrap, fail } = breakable();
    chat = await openChat(aClient(), { wrapStore: wrap });
    await chat.type('hello');
    fail.put = 'unavailable';
    expect((await chat.type('8'))[0]?.text).to.contain('I could not save that');
    delete fail.put;
    await chat.type('8');
    expect(await answers()).to.deep.equal([{ kind: 'number', value: 8 }]);
  });

  it('says that it could not confirm when the outcome is unknown, and never asks for the same again', async () => {
    const { wrap, fail } = breakable();
    chat = await openChat(aClient(), { wrapStore: wrap });
    await chat.type('hello');
    fail.put = 'unknown';
    expect((await chat.type('8'))[0]?.text).to.contain('could not confirm');
    delete fail.put;
    // The answer was saved and the next question never shown: a text now is no answer to it.
    await chat.type('8');
    expect(await answers()).to.deep.equal([{ kind: 'number', value: 8 }]);
    await chat.type('9');
    expect(await answers()).to.have.length(2);
  });

  it('answers words of danger even when nothing can be loaded or saved', async () => {
    for (const failure of [{ get: 'unavailable' }, { put: 'unavailable' }] as const) {
      const { wrap, fail } = breakable();
      if (chat !== undefined) await chat.close().catch(() => undefined);
      chat = await openChat(aClient(), { wrapStore: wrap });
      await chat.type('hello');
      Object.assign(fail, failure);
      const [reply] = await chat.type('I want to die');
      expect(reply?.text).to.contain('findahelpline.com');
      expect(reply?.text).to.contain('could not pass this on');
    }
  });

  it('answers words of danger before anything else, raises one alert that grows, and keeps the question open', async () => {
    chat = await openChat();
    await chat.type('hello');
    const [reply] = await chat.type('8 but I want to kill myself');
    expect(reply?.text).to.contain('116 123');
    expect(reply?.text).to.contain('999');
    expect(reply?.taps.map(({ label }) => label)).to.deep.equal(['Go on', 'Helplines', 'Stop for now']);
    expect(await answers()).to.deep.equal([]);
    const [second] = await chat.type('there is no reason to live');
    expect(second?.text).not.to.equal(reply?.text);
    const { alerts } = (await chat.document()).client;
    expect(
      alerts.map(({ kind, status, evidence }) => ({ kind, status, count: evidence.length })),
    ).to.deep.equal([{ kind: 'safety', status: 'open', count: 2 }]);
    expect((await chat.store.caseload.get('therapist-1', 'client-1'))?.document.alerts).to.have.length(1);
    await chat.tap('Go on');
    await chat.type('8');
    expect(await answers()).to.have.length(1);
  });

  it('screens what a card sends too, and keeps it', async () => {
    chat = await openChat();
    for (const text of ['hello', '8', '8', '8', '8', '8', 'done', '2', '9', '9']) await chat.type(text);
    const [reply] = await chat.tap('Send my answers', { comment: 'I want to die', talk: 'false' });
    expect(reply?.text).to.contain('116 123');
    const { client } = await chat.document();
    expect(client.checkIn?.comment).to.equal('I want to die');
    expect(client.alerts.map(({ kind }) => kind)).to.deep.equal(['safety']);
  });

  it('tells a stranger what to do, takes their invite code, and answers words of danger', async () => {
    chat = await openChat(aClient({ status: 'invited' }));
    const from = { id: 'stranger', name: '' };
    expect((await chat.type('hello', { from }))[0]?.text).to.contain('invite code');
    expect((await chat.type('I want to die', { from }))[0]?.text).to.contain('findahelpline.com');
    await chat.store.invites.put(
      'ABCDE23456',
      {
        id: 'ABCDE23456' as never,
        client: 'client-1' as never,
        therapist: 'therapist-1' as never,
        createdAt: chat.now,
        expiresAt: '2027-01-01T00:00:00.000Z',
      },
      'absent',
    );
    expect((await chat.type('abcde-23456', { from }))[0]?.text).to.contain('Dr Example uses');
  });

  it('says that it cannot read a picture, and loses nothing', async () => {
    chat = await openChat();
    await chat.type('hello');
    const said = await chat.send({ attachments: [{ contentType: 'image/png', contentUrl: 'data:,' }] });
    expect(said[0]?.text).to.contain('only read text and taps');
    expect(said.at(-1)?.taps.map(({ label }) => label)).to.include('10');
  });

  it('keeps the document bounded whatever is written', async () => {
    chat = await openChat();
    for (let count = 0; count < 80; count += 1) await chat.type(`nothing to be read ${count}`);
    const { ledger, transcript } = await chat.document();
    expect(ledger).to.have.length(32);
    expect(transcript.entries).to.have.length(50);
  });

  it('keeps a typed comment in which words of danger were found', async () => {
    chat = await openChat();
    for (const text of ['hello', '8', '8', '8', '8', '8', 'done', '2', '9', '9']) await chat.type(text);
    const [reply] = await chat.type('I want to kill myself, please talk with me');
    expect(reply?.text).to.contain('116 123');
    expect((await chat.document()).client.checkIn?.comment).to.equal(
      'I want to kill myself, please talk with me',
    );
  });

  it('answers another danger as what it is, however soon after the first', async () => {
    chat = await openChat();
    await chat.type('hello');
    await chat.type('I relapsed yesterday');
    expect((await chat.type('I took all my pills'))[0]?.text).to.contain('This can be an emergency');
    expect((await chat.type('I want to die'))[0]?.text).to.contain('very hard to carry');
  });

  it('answers words of danger even when the program itself is at fault', async () => {
    chat = await openChat(aClient(), {
      wrapStore: (store) => ({
        ...store,
        clients: { ...store.clients, get: () => Promise.reject(new TypeError('a fault')) },
      }),
    });
    expect((await chat.type('I want to die'))[0]?.text).to.contain('findahelpline.com');
  });

  it('keeps the document small whatever a channel sends along', async () => {
    chat = await openChat();
    await chat.type('hello');
    for (let count = 0; count < 10; count += 1) {
      await chat.send({
        value: { nonce: 'n'.repeat(200_000) },
        channelData: { other: 'x'.repeat(200_000), messageBack: 'y'.repeat(200_000) },
      });
    }
    expect(JSON.stringify(await chat.document()).length).to.be.below(100_000);
  });
});
