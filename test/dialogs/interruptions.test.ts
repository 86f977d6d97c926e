import { expect } from 'chai';
import type { Client } from '../../src/domain/client.ts';
import { aClient, openChat, type Chat, type Said } from '../helpers/chat.ts';

const last = (said: readonly Said[]): string => said.at(-1)?.text ?? '';
const all = (said: readonly Said[]): string => said.map(({ text }) => text).join('\n');
const usualWeek = ['8', '9', '7', '8', '8', 'done', '3', '9', '10'];

/** What is said, what it brings up, and how one goes on from there. */
const interruptions: readonly [says: string, brings: string, goesOn: string | undefined][] = [
  ['help', 'I am a program that asks you', 'continue'],
  ['ayuda', 'I am a program that asks you', 'seguir'],
  ['helplines', 'To reach a person at the clinic', 'continue'],
  ['human', 'To reach a person at the clinic', 'continue'],
  ['stop', 'Stopped for now', 'continue'],
  ['settings', 'These are your settings', 'continue'],
  ['ajustes', 'These are your settings', 'continue'],
  ['change day', 'Which day of the week', 'settings > Go on'],
  ['my data', 'This is what is kept about you here', 'continue'],
  ['who sees this', 'Who sees it: Dr Example', 'Go on'],
  ['download my data', 'I do not send the file here', 'continue'],
  ['withdraw consent', 'If you withdraw your consent', 'No, leave it as it is'],
  ['delete my data', 'I can pass on to the clinic', 'No, leave it as it is'],
  ['another device', 'With this code', 'Go on'],
  ['change language', 'Which language would you like', 'English'],
  ['reminders', 'Reminders are on', 'Go on'],
];

async function goOn(chat: Chat, way: string): Promise<void> {
  for (const step of way.split(' > ')) {
    const isTap = chat.said.some(({ taps }) => taps.some(({ label }) => label === step));
    await (isTap ? chat.tap(step) : chat.type(step));
  }
}

describe('what can be said at any point', () => {
  let chat: Chat;
  const open = async (client?: Client, options?: Parameters<typeof openChat>[1]) => {
    chat = await openChat(client, options);
  };
  afterEach(() => chat.close());
  const answers = async () => (await chat.document()).client.checkIn?.answers;

  it('brings back the open question as it was, whatever is said at whichever question, and changes no answer', async function () {
    this.timeout(20_000);
    await open(undefined, { sameBot: true });
    await chat.type('hello');
    for (const [position, answer] of usualWeek.entries()) {
      const question = last(chat.said);
      const before = await answers();
      // each at three of the questions, so that the table is quick; all of them over the week
      for (const [says, brings, way] of interruptions.filter((_, at) => at % 3 === position % 3)) {
        expect(all(await chat.type(says)), says).to.contain(brings);
        await goOn(chat, way ?? 'continue');
        expect(last(chat.said), `after ${says}`).to.equal(question);
        expect(await answers(), says).to.deep.equal(before);
      }
      await chat.type(answer);
    }
    expect((await chat.document()).client.checkIn?.status).to.equal('complete');
  });

  it('does so at the summary, and where the week is done', async function () {
    this.timeout(20_000);
    await open(undefined, { sameBot: true });
    for (const text of ['hello', ...usualWeek]) await chat.type(text);
    for (const place of ['These are your answers', 'Your check-in for this week is done']) {
      for (const [says, brings, way] of interruptions) {
        expect(all(await chat.type(says)), says).to.contain(brings);
        await goOn(chat, way ?? 'continue');
        expect(last(chat.said), `after ${says}`).to.contain(place);
      }
      await chat.type('send');
      await chat.type('hello');
    }
  });

  it('does so at every step of joining', async function () {
    this.timeout(20_000);
    const { language: _l, country: _c, consent: _k, due: _d, ...newcomer } = aClient({ status: 'invited' });
    await open(newcomer, { sameBot: true });
    await chat.type('hello');
    const said = [
      'help',
      'helplines',
      'stop',
      'my data',
      'who sees this',
      'delete my data',
      'another device',
    ];
    for (const answer of ['English', 'Ireland', 'I agree', 'Friday', '19:30']) {
      const question = last(chat.said);
      for (const says of said) {
        await chat.type(says);
        await chat.type(says === 'delete my data' ? 'No, leave it as it is' : 'continue');
        expect(last(chat.said), `after ${says}`).to.equal(question);
      }
      for (const [says, brings] of [
        ['settings', 'These first questions set all that up'],
        ['skip', 'I need this one'],
        ['pause 2 weeks', ''],
      ] as const) {
        expect(all(await chat.type(says)), says).to.contain(brings);
        expect(last(chat.said), `after ${says}`).to.equal(question);
      }
      await chat.type(answer);
    }
    expect((await chat.document()).client).to.include({ status: 'joined', country: 'IE' });
  });

  it('comes back to a question that was gone back to, and to one that was changed from the summary', async () => {
    await open();
    for (const text of ['hello', '8', '9', 'back']) await chat.type(text);
    const question = last(chat.said);
    for (const way of ['continue', 'Go on']) {
      await chat.type('help');
      await goOn(chat, way);
      expect(last(chat.said)).to.equal(question);
    }
    await chat.type('3');
    for (const text of usualWeek.slice(2)) await chat.type(text);
    await chat.tap('Change');
    const changed = last(chat.said);
    await chat.type('settings');
    await chat.tap('Go on');
    expect(last(chat.said)).to.equal(changed);
  });

  it('goes from one to the next without losing the question, and a language in the middle of the settings', async () => {
    await open();
    for (const text of ['hello', '8']) await chat.type(text);
    const question = last(chat.said);
    for (const text of ['settings', 'my data', 'start over', 'settings', 'change day']) await chat.type(text);
    await chat.type('change language');
    await chat.tap('Español');
    expect(last(chat.said)).to.contain('¿Qué día de la semana');
    for (const text of ['change language', 'English', 'back', 'continue']) await chat.type(text);
    expect(last(chat.said)).to.equal(question);
  });

  it('takes a number typed after it as no answer before the question was shown again', async () => {
    await open();
    for (const says of ['help', 'another device', 'stop', 'reminders']) {
      for (const text of ['hello', says, '3']) await chat.type(text);
      expect(await answers(), says).to.deep.equal({});
    }
  });

  it('takes no number for an answer to the check-in while something else is asked', async () => {
    await open();
    for (const text of ['hello', 'settings', '3', 'my data', '7']) await chat.type(text);
    expect(await answers()).to.deep.equal({});
  });

  for (const text of ['hello', 'continue', 'I am back'])
    it(`is closed by stopping, and the question comes back to who returns with "${text}"`, async () => {
      await open();
      for (const before of ['hello', '8', '9', 'back']) await chat.type(before);
      const question = last(chat.said);
      for (const before of ['settings', 'change day', 'stop']) await chat.type(before);
      await chat.restart();
      chat.now = '2026-11-24T19:00:00.000Z';
      expect(last(await chat.type(text))).to.equal(question);
      await chat.type('3');
      expect(Object.values((await answers()) ?? {})).to.deep.include({ kind: 'number', value: 3 });
    });

  it('gives way to the numbers where words of danger come, and comes back when the client goes on', async () => {
    await open();
    await chat.type('hello');
    const question = last(chat.said);
    await chat.type('settings');
    expect(all(await chat.type('I want to kill myself'))).to.contain('116 123');
    expect(all(await chat.type('it is too much'))).to.contain('116 123');
    await chat.tap('Go on');
    expect(last(chat.said)).to.contain('These are your settings');
    await chat.type('continue');
    expect(last(chat.said)).to.equal(question);
  });

  it('works before a check-in was begun, and begins none by itself', async () => {
    await open();
    await chat.type('settings');
    expect((await chat.document()).client.checkIn).to.equal(undefined);
    await chat.tap('Go on');
    expect((await chat.document()).client.checkIn?.status).to.equal('open');
  });

  it('stays open when the week ends meanwhile', async () => {
    await open();
    for (const text of ['hello', '8', 'settings']) await chat.type(text);
    chat.now = '2026-11-30T18:00:01.000Z';
    expect(all(await chat.tap('Day and time'))).to.contain('Which day of the week');
    const { client } = await chat.document();
    expect(client.recent.at(-1)).to.include({ id: '2026-11-23', status: 'missed' });
    for (const text of ['Monday', '18:00', 'continue']) await chat.type(text);
    expect((await chat.document()).client.checkIn).to.deep.include({ id: '2026-11-30', answers: {} });
  });

  it("tells how the clinic is reached in the clinic's words, where it has any", async () => {
    await open(undefined, { clinicContact: ['01 234 567', 'Weekdays 9 to 17'] });
    expect(all(await chat.type('talk to a person'))).to.contain('01 234 567\nWeekdays 9 to 17');
  });
});
