import { expect } from 'chai';
import { createSeldom } from '../../src/bots/create-seldom.ts';
import { botAccount, openTeams, tenantId, type Teams } from '../helpers/teams.ts';

const line =
  'I only do check-ins one to one. Please write to me in a chat of our own; others can read along here.';

describe('in a group or channel of Teams', () => {
  let teams: Teams;
  let place: Record<string, unknown>;
  let groups = 0;
  before(async () => {
    teams = await openTeams();
  });
  after(() => teams.close());
  beforeEach(() => {
    teams.now = '2026-11-23T19:00:00.000Z';
    const id = `19:group-${(groups += 1)}@thread.v2`;
    place = { conversation: { id, conversationType: 'groupChat', isGroup: true, tenantId } };
  });
  const mention = {
    text: '<at>Alliance Check-in</at> hello',
    entities: [{ type: 'mention', text: '<at>Alliance Check-in</at>', mentioned: botAccount }],
  };
  const said = async (activity: Record<string, unknown>, person = teams.person()) =>
    (await person.send({ ...place, ...activity })).said.map(({ text }) => text);

  it('who addresses the bot is told in one line that it talks one to one, once an hour', async () => {
    expect(await said(mention)).to.deep.equal([line]);
    expect(await said(mention)).to.deep.equal([]);
    teams.now = '2026-11-23T20:01:00.000Z';
    expect(await said(mention)).to.deep.equal([line]);
  });

  it('who speaks to others is not answered', async () => {
    const toAnother = [{ type: 'mention', text: '<at>B</at>', mentioned: { id: '29:b' } }];
    for (const entities of [undefined, toAnother, [{ type: 'mention' }], 'mention', [null]])
      expect(await said({ text: 'hello', entities })).to.deep.equal([]);
    expect(await said(mention)).to.deep.equal([line]);
  });

  it('the threads of a channel are one place', async () => {
    const thread = (message: number) => ({
      conversation: {
        id: `19:channel-${groups}@thread.tacv2;messageid=${message}`,
        conversationType: 'channel',
        isGroup: true,
        tenantId,
      },
    });
    expect(await said({ ...mention, ...thread(1) })).to.deep.equal([line]);
    expect(await said({ ...mention, ...thread(2) })).to.deep.equal([]);
  });

  it('who adds it reads the same line', async () => {
    expect(await said({ type: 'conversationUpdate', membersAdded: [botAccount] })).to.deep.equal([line]);
    expect(await said({ type: 'installationUpdate', action: 'add' })).to.deep.equal([]);
  });

  it('a client gives no answer, joins with no code, and nobody learns that they are one', async () => {
    const { code, document } = await teams.enrol();
    const person = teams.person();
    await said({ ...mention, text: code }, person);
    expect((await teams.app.store.invites.get(code, code))?.document.claimedBy).to.equal(undefined);
    await person.type(code);
    const before = await document();
    teams.now = '2026-11-23T21:00:00.000Z';
    expect(await said({ ...mention, text: '<at>Alliance Check-in</at> 8' }, person)).to.deep.equal([line]);
    expect(await document()).to.deep.equal(before);
  });

  it('words of danger are answered each time, spoken to the bot or not', async () => {
    for (let n = 0; n < 2; n += 1)
      expect((await said({ text: 'I want to die' }))[0]).to.contain('findahelpline.com');
  });
});

describe('what is done seldom', () => {
  const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 7) + second * 1000).toISOString();

  it('is done once in so long under each name', () => {
    const seldom = createSeldom();
    expect([0, 1, 9, 10, 11].map((second) => seldom('a', at(second), 10_000))).to.deep.equal([
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(seldom('b', at(1), 10_000)).to.equal(true);
  });

  it('is forgotten first that was done longest ago', () => {
    const seldom = createSeldom({ most: 2 });
    for (const name of ['a', 'b', 'c']) seldom(name, at(0), 10_000);
    expect(['b', 'c'].map((name) => seldom(name, at(1), 10_000))).to.deep.equal([false, false]);
    expect(seldom('a', at(1), 10_000)).to.equal(true);
  });
});
