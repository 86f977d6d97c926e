import { expect } from 'chai';
import { openChat, type Chat, type Said } from '../helpers/chat.ts';

const last = (said: readonly Said[]): string => said.at(-1)?.text ?? '';
const usualWeek = ['8', '9', '7', '8', '8', 'done', '3', '9', '10'];

describe('starting over', () => {
  let chat: Chat;
  let first: string;
  beforeEach(async () => {
    chat = await openChat();
    first = last(await chat.type('hello'));
  });
  afterEach(() => chat.close());
  const checkIn = async () => (await chat.document()).client.checkIn;

  for (const yes of ['Yes, clear my answers', 'yes, clear my answers'])
    it(`asks first, then clears what was answered and begins at the first question (${yes})`, async () => {
      for (const text of ['8', '9', '7']) await chat.type(text);
      expect(last(await chat.type('start over'))).to.contain('This clears what you answered');
      expect(Object.keys((await checkIn())?.answers ?? {})).to.have.length(3);
      await (yes.startsWith('Y') ? chat.tap(yes) : chat.type(yes));
      expect(await checkIn()).to.deep.include({ answers: {}, status: 'open' });
      expect((await checkIn())?.score.goals).to.equal(undefined);
      expect(last(chat.said)).to.equal(first);
      for (const text of usualWeek) await chat.type(text);
      expect((await checkIn())?.status).to.equal('complete');
    });

  it('keeps everything, and comes back to the open question, for who thinks again', async () => {
    for (const text of ['8', '9']) await chat.type(text);
    const third = last(chat.said);
    for (const text of ['empezar de nuevo', 'No, keep them']) await chat.type(text);
    expect(Object.keys((await checkIn())?.answers ?? {})).to.have.length(2);
    expect(last(chat.said)).to.equal(third);
  });

  it('clears nothing for a word that is no certain yes', async () => {
    await chat.type('8');
    for (const text of ['start over', 'hm, maybe']) await chat.type(text);
    expect(Object.keys((await checkIn())?.answers ?? {})).to.have.length(1);
  });

  it('asks nothing where there is nothing to clear', async () => {
    expect(last(await chat.type('start over'))).to.equal(first);
  });

  it('leads to the summary of a complete one, where each answer can be changed', async () => {
    for (const text of [...usualWeek, 'send']) await chat.type(text);
    const said = await chat.type('start over');
    expect(said[0]?.text).to.contain('already with your therapist');
    expect(last(said)).to.contain('These are your answers');
    expect((await checkIn())?.status).to.equal('complete');
    await chat.tap('Change');
    await chat.tap('2');
    expect((await checkIn())?.score.goals).to.equal((2 + 9) / 2);
  });

  it('leaves what was passed on with the therapist, and says so', async () => {
    await chat.type('8');
    await chat.type('I want to kill myself');
    await chat.type('continue');
    expect(last(await chat.type('start over'))).to.contain('stays with your therapist');
    await chat.tap('Yes, clear my answers');
    expect((await chat.document()).client.alerts.map(({ kind }) => kind)).to.deep.equal(['safety']);
  });
});
