import { expect } from 'chai';
import { createAlertRules } from '../../src/alerts/alert-rules.ts';
import { closeEndedWeeks } from '../../src/alerts/close-ended-weeks.ts';
import { shelve } from '../../src/domain/instrument/instrument-shelf.ts';
import { auditor } from '../helpers/auditing.ts';
import { builtIn, nextVersion } from '../helpers/built-in.ts';
import { aClient, openChat, type Chat } from '../helpers/chat.ts';

const alone = shelve([nextVersion()]);
const both = shelve([builtIn(), nextVersion()]);
const changedLine = 'The questions have changed a little since you began';

describe('a deployment in the middle of a check-in', () => {
  let chat: Chat;
  afterEach(() => chat.close());

  const open = async (overrides = {}) => (chat = await openChat(aClient(overrides)));
  const running = async () => (await chat.document()).client.checkIn;
  const says = (said: readonly { text: string }[]) => said.map(({ text }) => text).join('\n');

  it('lets it finish as it began, while its version is still there', async () => {
    await open();
    for (const text of ['hello', '8']) await chat.type(text);
    await chat.deploy(both);
    const said = await chat.type('9');
    expect(says(said)).not.to.contain(changedLine);
    expect(await running()).to.deep.include({ instrument: { id: 'alliance-weekly', version: '1.0.0' } });
    expect(Object.keys((await running())?.answers ?? {})).to.deep.equal(['goals-same', 'goals-fit']);
  });

  it('files nothing typed under a question that took the place of the one that was asked', async () => {
    await open();
    for (const text of ['hello', '8']) await chat.type(text);
    await chat.deploy(alone);
    const said = await chat.type('2');
    expect(said[0]?.text).to.contain(changedLine);
    expect(said.at(-1)?.text).to.contain('How cared for do you feel');
    const checkIn = await running();
    expect(checkIn?.answers).to.deep.equal({});
    expect(checkIn?.former?.map(({ instrument, answers }) => [instrument.version, answers])).to.deep.equal([
      ['1.0.0', { 'goals-same': { kind: 'number', value: 8 } }],
    ]);
    await chat.type('3');
    expect((await running())?.answers).to.deep.equal({ 'bond-care': { kind: 'number', value: 3 } });
  });

  it('takes no tap on the card of a question that is not the same any more', async () => {
    await open();
    await chat.type('hello');
    await chat.deploy(alone);
    const said = await chat.tap('8');
    expect(said[0]?.text).to.contain(changedLine);
    expect(said).to.have.length(2);
    expect((await running())?.answers).to.deep.equal({});
  });

  for (const way of ['tap', 'type'] as const) {
    it(`takes a ${way} for the very same question, wherever it stands now`, async () => {
      await open();
      for (const text of ['hello', '8', '8', '7']) await chat.type(text);
      await chat.deploy(alone);
      const said = await (way === 'tap' ? chat.tap('4') : chat.type('4'));
      expect(says(said)).to.contain(changedLine);
      expect((await running())?.answers).to.deep.equal({
        'goal-progress/g1': { kind: 'number', value: 7 },
        'tasks-sense': { kind: 'number', value: 4 },
      });
    });
  }

  it('still answers help and stop first', async () => {
    await open();
    await chat.type('hello');
    await chat.deploy(alone);
    expect(says(await chat.type('help'))).to.contain('I am a program that asks you');
    await chat.type('5');
    expect((await running())?.answers).to.deep.equal({});
    await chat.type('5');
    expect((await running())?.answers).to.deep.equal({ 'bond-care': { kind: 'number', value: 5 } });
  });

  it('says nothing when only the version has changed', async () => {
    await open();
    await chat.type('hello');
    await chat.deploy(shelve([{ ...builtIn(), version: '1.0.1' }]));
    expect(says(await chat.type('8'))).not.to.contain(changedLine);
    expect(await running()).to.deep.include({
      instrument: { id: 'alliance-weekly', version: '1.0.1' },
      answers: { 'goals-same': { kind: 'number', value: 8 } },
    });
  });

  it('that is rolled back brings back what was answered before it', async () => {
    await open();
    for (const text of ['hello', '8']) await chat.type(text);
    await chat.deploy(alone);
    for (const text of ['hello', '3']) await chat.type(text);
    await chat.deploy(shelve([builtIn()]));
    await chat.type('hello again');
    expect((await running())?.answers).to.deep.equal({
      'bond-care': { kind: 'number', value: 3 },
      'goals-same': { kind: 'number', value: 8 },
    });
  });

  it('leaves a complete check-in as it is: no answer can be changed, a comment can be added', async () => {
    await open();
    for (const text of ['hello', '8', '9', '7', '8', '8', 'done', '3', '9', '10']) await chat.type(text);
    const before = await running();
    await chat.deploy(alone);
    const said = await chat.tap('Change', { comment: '', talk: 'true' });
    expect(said.at(-1)?.text).to.contain('can no longer be changed here');
    await chat.type('All is well');
    expect(await running()).to.deep.equal({ ...before, wantsToTalk: true, comment: 'All is well' });
    await chat.tap('Send my answers');
    expect((await running())?.sentAt).to.be.a('string');
  });

  it('does not keep a half-answered low week from being looked at', async () => {
    await open();
    for (const text of ['hello', '1', '0']) await chat.type(text);
    const instrument = nextVersion();
    const count = await closeEndedWeeks(
      { store: chat.store, auditor },
      {
        now: '2026-12-01T09:00:00.000Z',
        instrument,
        instrumentAt: () => undefined,
        rules: createAlertRules(),
      },
    );
    expect(count).to.equal(1);
    const { client } = await chat.document();
    expect(client.alerts.map(({ kind }) => kind)).to.deep.equal(['alliance']);
    const closed = await chat.store.checkIns.get(client.id, '2026-11-23');
    expect(closed?.document).to.deep.include({
      status: 'missed',
      instrument: { id: 'alliance-weekly', version: '1.0.0' },
      answers: { 'goals-same': { kind: 'number', value: 1 }, 'goals-fit': { kind: 'number', value: 0 } },
    });
  });
});
