import { expect } from 'chai';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';

describe('a tap again after its reply was lost', () => {
  let chat: Chat;
  afterEach(() => chat.close());

  /** The bot's next messages do not reach the client. */
  async function lost(send: () => Promise<unknown>): Promise<void> {
    chat.deliver = () => {
      throw new Error('the channel did not take it');
    };
    await send().catch(() => undefined);
    chat.deliver = () => undefined;
  }

  const { country: _country, consent: _consent, due: _due, ...invited } = aClient({ status: 'invited' });

  for (const [what, client, before, label, next] of [
    ['joining', invited, ['hello', 'Spain'], 'I agree', 'Which day of the week'],
    ['the settings', aClient(), ['settings'], 'Day and time', 'Which day of the week'],
    ['a question', aClient(), ['hello'], '8', 'How well do the goals'],
  ] as const)
    it(`${what}: brings what came after it`, async () => {
      chat = await openChat(client, { sameBot: true });
      for (const text of before) await chat.type(text);
      const tap = chat.said.at(-1)!.taps.find((one) => one.label === label)!;
      await lost(() => chat.send({ value: tap.data }));
      const again = await chat.send({ value: tap.data });
      expect(again.at(-1)?.text).to.contain(next);
    });

  it('reminders by e-mail: brings what came after it', async () => {
    chat = await openChat(aClient(), { sameBot: true, reminderMail: true });
    for (const text of ['hello', 'reminders by e-mail', 'someone@example.org']) await chat.type(text);
    const tap = chat.said.at(-1)!.taps.find(({ data }) => data['answer'] === 'another')!;
    await lost(() => chat.send({ value: tap.data }));
    expect(await chat.send({ value: tap.data })).to.have.length(1);
  });
});
