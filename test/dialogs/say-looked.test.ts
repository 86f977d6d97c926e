import { expect } from 'chai';
import type { Client } from '../../src/domain/client.ts';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';

const line = 'Your therapist has looked at what you sent.';
const looked = (more: Partial<Client> = {}): Client =>
  aClient({ looked: { at: '2026-11-20T10:00:00.000Z', told: false }, ...more });
const opened = { type: 'event', name: 'start' } as const;

describe('that the therapist has looked', () => {
  let chat: Chat;
  const texts = (said: readonly { text: string }[]): string[] => said.map(({ text }) => text);
  afterEach(() => chat.close());

  it('is said once, before anything else, when a check-in begins', async () => {
    chat = await openChat(looked());
    const said = texts(await chat.type('hello'));
    expect(said[0]).to.equal(line);
    expect(said[1]).to.contain('This is your weekly check-in');
    expect((await chat.document()).client.looked).to.include({ told: true });
    await chat.type('8');
    expect(texts(chat.said).filter((text) => text === line)).to.have.length(1);
  });

  it('is said when the chat is opened, and not in the middle of answering', async () => {
    chat = await openChat();
    await chat.type('hello');
    const { client } = await chat.document();
    await chat.close();
    chat = await openChat({ ...client, ...looked({ checkIn: client.checkIn! }) });
    expect(texts(await chat.type('8'))).to.not.include(line);
    expect(texts(await chat.send(opened))).to.include(line);
    expect(texts(await chat.send(opened))).to.not.include(line);
  });

  it("is said in the client's language", async () => {
    chat = await openChat(looked({ language: 'es' }));
    expect(texts(await chat.type('hola'))[0]).to.equal('Tu terapeuta ha mirado lo que enviaste.');
  });

  it('is not said where words of danger are answered, but the next time', async () => {
    chat = await openChat(looked());
    expect(texts(await chat.type('I want to kill myself'))).to.not.include(line);
    expect((await chat.document()).client.looked).to.include({ told: false });
  });

  it('is not said to somebody whom nobody has looked at, nor to who has withdrawn', async () => {
    chat = await openChat(aClient());
    expect(texts(await chat.type('hello'))).to.not.include(line);
    await chat.close();
    chat = await openChat(looked({ status: 'withdrawn' }));
    expect(texts(await chat.type('hello'))).to.not.include(line);
  });
});
