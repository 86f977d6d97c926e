import { assert } from 'chai';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';

describe('what a client says of their reminders', () => {
  let chat: Chat;
  beforeEach(async () => {
    chat = await openChat(aClient());
  });
  afterEach(() => chat.close());
  const wishes = async () => (await chat.document()).client.reminders;

  it('is shown and offered, without beginning a check-in', async () => {
    const [menu, ...more] = await chat.type('Pause reminders');
    assert.isEmpty(more);
    assert.deepEqual(
      menu!.taps.map(({ label }) => label),
      ['Pause 1 week', 'Pause 2 weeks', 'Pause 4 weeks', 'Stop reminders', 'Go on'],
    );
    assert.equal((await chat.document()).client.checkIn, undefined);
  });

  for (const label of ['Pause 2 weeks', 'pause for two weeks', 'pausa de 2 semanas'])
    it(`pauses them by "${label}", and says until when`, async () => {
      const [said] = await chat.type(label);
      assert.include(said!.text, 'paused until Monday 7 December');
      assert.deepEqual(await wishes(), { pausedUntil: '2026-12-07T00:00:00.000Z' });
    });

  it('is done by taps, there and back', async () => {
    await chat.type('reminders');
    await chat.tap('Stop reminders');
    assert.deepEqual(await wishes(), { off: true });
    const [on] = await chat.tap('Turn on reminders');
    assert.include(on!.text, 'Reminders are on');
    assert.equal(await wishes(), undefined);
    await chat.tap('Pause 1 week');
    assert.deepEqual(await wishes(), { pausedUntil: '2026-11-30T00:00:00.000Z' });
  });

  it('does not lose the question of a check-in, and a number after it answers nothing', async () => {
    await chat.type('hello');
    const question = chat.said.at(-1)!.text;
    await chat.type('stop reminders');
    assert.deepEqual(await wishes(), { off: true });
    await chat.type('7');
    assert.deepEqual((await chat.document()).client.checkIn?.answers, {});
    assert.equal(chat.said.at(-1)!.text, question);
    await chat.type('no more reminders');
    await chat.tap('Go on');
    assert.equal(chat.said.at(-1)!.text, question);
  });

  it('leaves "stop" and "pause" to the check-in while no reminder was sent', async () => {
    await chat.type('hello');
    for (const word of ['stop', 'pause']) assert.match((await chat.type(word))[0]!.text, /Stopped for now/);
    assert.equal(await wishes(), undefined);
  });

  it('is in the audit', async () => {
    await chat.type('stop reminders');
    const { audit } = await chat.document();
    assert.deepInclude(audit.unfiled.at(-1), { action: 'update', record: 'client', outcome: 'success' });
  });

  it('is for those who have joined', async () => {
    const newcomer = await openChat(aClient({ status: 'invited', due: undefined }), { user: 'new' });
    try {
      const said = await newcomer.type('pause 1 week');
      assert.notInclude(said.map(({ text }) => text).join(), 'paused until');
    } finally {
      await newcomer.close();
    }
  });
});
