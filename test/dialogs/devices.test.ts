import { expect } from 'chai';
import { createInvite } from '../../src/state/claim-invite.ts';
import { clientId, therapistId } from '../../src/domain/ids.ts';
import { aClient, openChat, type Chat, type Said } from '../helpers/chat.ts';

const all = (said: readonly Said[]): string => said.map(({ text }) => text).join('\n');
const onPhone = {
  from: { id: 'user-2', name: '' },
  conversation: { id: 'conversation-of-user-2', isGroup: false, conversationType: 'personal', name: '' },
} as const;

describe('another device', () => {
  let chat: Chat;
  beforeEach(async () => {
    chat = await openChat(undefined, { sameBot: true });
    for (const text of ['hello', '8']) await chat.type(text);
  });
  afterEach(() => chat.close());
  const client = async () => (await chat.document()).client;
  const code = async (): Promise<string> =>
    /[2-9A-Z]{4}-[2-9A-Z]{4}/u.exec(all(await chat.type('new phone')))![0];
  const phone = (text: string): Promise<readonly Said[]> => chat.type(text, onPhone);

  it('comes in by a code that is typed in the chat, and goes on with the same check-in', async () => {
    const given = await code();
    expect(all(await phone(`${given.slice(0, 4)} ${given.slice(5)}`))).to.contain('This device is added');
    await phone('continue');
    await phone('9');
    expect(Object.keys((await client()).checkIn?.answers ?? {})).to.have.length(2);
    const said = await chat.type('continue');
    expect(said[0]?.text).to.contain(
      'Another device was added to your check-in: Monday 23 November at 19:00',
    );
    expect(all(await chat.type('7'))).not.to.contain('Another device');
    expect(Object.keys((await client()).checkIn?.answers ?? {})).to.have.length(3);
  });

  it('is told on the other one only, and the new one is not told of itself', async () => {
    await phone(await code());
    for (const text of ['continue', 'help', 'continue'])
      expect(all(await phone(text)), text).not.to.contain('Another device was added');
    expect((await client()).newDevice).to.include({ user: 'test:user-2', greeted: true });
    await chat.type('help');
    expect((await client()).newDevice).to.equal(undefined);
  });

  it('comes in by no code twice, by none that is too old, and by none of before a newer one', async () => {
    const [old, newer] = [await code(), await code()];
    const unknown = 'To begin, please type the invite code';
    expect(all(await phone(old))).to.contain('This code has expired');
    chat.now = '2026-11-23T19:16:00.000Z';
    expect(all(await phone(newer))).to.contain('This code has expired');
    expect(all(await phone('ABCD-2345'))).to.contain(unknown);
    const last = await code();
    await phone(last);
    const other = { ...onPhone, from: { id: 'user-3', name: '' } };
    expect(all(await chat.type(last, other))).to.contain('used already');
    expect(await chat.store.channelUsers.get('test:user-3', 'test:user-3')).to.equal(undefined);
  });

  it('leaves somebody who is another client who they are', async () => {
    const other = await openChat(aClient({ id: clientId('client-2') }), {
      share: chat.store,
      user: 'user-2',
    });
    const given = await code();
    await other.type(given);
    expect((await chat.store.channelUsers.get('test:user-2', 'test:user-2'))?.document.client).to.equal(
      'client-2',
    );
    expect((await client()).newDevice).to.equal(undefined);
    await other.close();
  });

  it('cannot be found by trying codes', async () => {
    const given = await code();
    for (let tries = 0; tries < 10; tries += 1) await phone('ABCD-2345');
    expect(all(await phone(given))).to.contain('please type the invite code');
    chat.now = '2026-11-23T19:20:00.000Z';
    expect(all(await phone(await code()))).to.contain('This device is added');
  });

  it('is asked for by a word that is no answer to the open question, which comes back', async () => {
    const question = chat.said.at(-1)!.text;
    await code();
    await chat.type('7');
    expect(chat.said.at(-1)!.text).to.equal(question);
    expect(Object.keys((await client()).checkIn?.answers ?? {})).to.have.length(1);
  });

  it("is added by the therapist's new link too, and that is said", async () => {
    const invite = await createInvite(chat.store, {
      client: clientId('client-1'),
      therapist: therapistId('therapist-1'),
      days: 3,
      now: chat.now,
    });
    expect(all(await phone(invite.id))).to.contain('This device is added');
    expect(all(await chat.type('help'))).to.contain('Another device was added');
  });

  it('does not show the code again in a chat that is opened anew', async () => {
    const given = await code();
    const { transcript } = await chat.document();
    const entry = transcript.entries.find(({ activity }) => String(activity['text']).includes(given));
    expect(entry?.veiled).to.equal(true);
  });

  it('is in the audit, for who asked and who came', async () => {
    await phone(await code());
    const { audit } = await chat.document();
    const records = audit.unfiled.map(({ action, record }) => `${action} ${record}`);
    expect(records).to.include('create device-code').and.to.include('create device');
  });
});

describe('the first device of a client', () => {
  it('is told of no other one', async () => {
    const chat = await openChat(aClient({ status: 'invited' }), { user: 'known' });
    const invite = await createInvite(chat.store, {
      client: clientId('client-1'),
      therapist: therapistId('therapist-1'),
      days: 3,
      now: chat.now,
    });
    const said = await chat.type(invite.id, onPhone);
    expect(all(said)).to.contain('to set things up').and.not.to.contain('device');
    await chat.close();
  });
});
