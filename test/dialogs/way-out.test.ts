import { expect } from 'chai';
import { aClient, openChat, type Chat, type Said } from '../helpers/chat.ts';

const wordsOf = (said: readonly Said[]): string => said.map(({ text }) => text).join('\n');
const later = 'stop for now and come back later';

describe('after the third reply that was not understood', () => {
  let chat: Chat;
  afterEach(() => chat.close());

  const invited = () => {
    const { country: _country, consent: _consent, due: _due, ...rest } = aClient({ status: 'invited' });
    return rest;
  };

  for (const [what, client, before] of [
    ['joining', invited(), ['hello']],
    ['the time of joining', invited(), ['hello', 'Spain', 'I agree', 'Monday']],
    ['the languages', aClient(), ['language']],
    ['the settings', aClient(), ['settings']],
    ['the time in the settings', aClient(), ['change day', 'Monday']],
  ] as const)
    it(`${what}: there is a way out, in words and to tap`, async () => {
      chat = await openChat(client);
      for (const text of before) await chat.type(text);
      for (const text of ['qwrtz', 'qwrtz qwrtz'])
        expect(wordsOf(await chat.type(text))).not.to.contain(later);
      const said = await chat.type('qwrtz again');
      expect(wordsOf(said)).to.contain(later);
      const ways = said.at(-1)!.taps.map(({ data }) => data['command'] ?? data['answer']);
      expect(ways).to.include.oneOf(['stop', 'back', 'goOn']);
    });
});
