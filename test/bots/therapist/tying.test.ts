import { expect } from 'chai';
import { formatTeamsCode } from '../../../src/domain/teams-code.ts';
import { clientId } from '../../../src/domain/ids.ts';
import { createInvite } from '../../../src/state/claim-invite.ts';
import { untieTeams } from '../../../src/state/untie-teams.ts';
import { objectId, openTeamsClinic, tenant, userOf, type TeamsClinic } from './teams-clinic.ts';

describe('a code that a therapist types in Teams', () => {
  let clinic: TeamsClinic;
  beforeEach(async () => {
    clinic = await openTeamsClinic();
  });
  afterEach(() => clinic.close());

  const user = async (digit: number) =>
    (await clinic.app.store.channelUsers.get(userOf(digit), userOf(digit)))?.document;
  const iso = () => new Date(clinic.clock.now).toISOString();
  const untie = () =>
    untieTeams(
      { store: clinic.app.store, auditor: clinic.app.auditor },
      { therapist: clinic.therapist, now: iso() },
    );

  it('ties tenant and object id to the account, once, with where to write to, in the audit', async () => {
    const code = await clinic.code();
    expect(await clinic.say(1, formatTeamsCode(code).toLowerCase())).to.deep.equal([
      'Done. This chat is now tied to your account in the workspace. When a client of yours may need your attention, a note comes here, without a name and without what it is about. For the link to your caseload, write “caseload”.',
    ]);
    const { teams, teamsCode, audit } = await clinic.therapistRecord();
    expect(teams?.user).to.equal(`msteams:${tenant}:${objectId(1)}`);
    expect(teams?.place).to.include({ conversation: 'a:chat-1', tenant, user: '29:person-1', bot: '28:bot' });
    expect(teamsCode).to.equal(undefined);
    expect((await user(1))?.therapist).to.equal(clinic.therapist);
    expect(
      audit?.unfiled.slice(-2).map(({ action, record, outcome }) => `${action} ${record} ${outcome}`),
    ).to.deep.equal(['create teams-code success', 'create teams success']);
    expect((await clinic.say(2, code))[0]).to.contain('I do not know this code');
    expect(await user(2)).to.equal(undefined);
    expect((await clinic.say(1, code))[0]).to.contain('tied to your account in the workspace already');
  });

  it('is kept as a hash alone, and in no line of the log', async () => {
    const code = await clinic.code();
    const { teamsCode } = await clinic.therapistRecord();
    const session = await clinic.app.store.sessions.get(teamsCode!.session, teamsCode!.session);
    expect(JSON.stringify([await clinic.therapistRecord(), session])).to.not.contain(code.slice(5));
    await clinic.say(1, code);
    expect(clinic.logged.join('')).to.not.match(/TEAMS|A Name|29:person|3d9e2f10/);
  });

  it('is good for ten minutes, and only the newest is', async () => {
    const first = await clinic.code();
    const second = await clinic.code();
    expect((await clinic.say(1, first))[0]).to.contain('I do not know this code');
    clinic.clock.now += 10 * 60_000;
    expect((await clinic.say(1, second))[0]).to.contain('I do not know this code');
    expect(await user(1)).to.equal(undefined);
  });

  it('is not guessed: after five that are not good nothing is looked up for ten minutes', async () => {
    for (let tried = 0; tried < 5; tried += 1)
      expect((await clinic.say(1, `TEAMS-2222-3333-444${tried + 2}`))[0]).to.contain('I do not know');
    const good = await clinic.code();
    expect((await clinic.say(1, good))[0]).to.contain('Please wait ten minutes');
    expect((await clinic.therapistRecord()).teams).to.equal(undefined);
    expect((await clinic.say(2, good))[0]).to.contain('Done.');
  });

  it('ties nobody who checks in as a client, and is no answer of theirs', async () => {
    await clinic.enrol('c1', []);
    const joinedAt = iso();
    await clinic.app.store.channelUsers.put(
      userOf(3),
      { id: userOf(3), client: clientId('c1'), joinedAt },
      'absent',
    );
    const code = await clinic.code();
    expect((await clinic.say(3, code))[0]).to.contain('is in use for check-ins');
    expect((await clinic.app.store.clients.get('c1', 'c1'))?.document.ledger).to.deep.equal([]);
    expect((await user(3))?.client).to.equal('c1');
    expect((await clinic.say(4, code))[0], 'it still is good').to.contain('Done.');
  });

  it('ties nobody who is tied to another account, nor an account that has another chat', async () => {
    await clinic.addTherapist('ben');
    const [own, bens] = [await clinic.code(), await clinic.code('ben')];
    await clinic.say(1, own);
    expect((await clinic.say(1, bens))[0]).to.contain('tied to your account in the workspace already');
    expect((await clinic.therapistRecord('ben')).teams).to.equal(undefined);
    await clinic.say(2, bens);
    expect((await clinic.therapistRecord('ben')).teams?.user).to.equal(userOf(2));
  });

  it('must be typed by the person who signed in through Entra', async () => {
    const account = {
      issuer: 'https://login.example/v2.0',
      subject: 's',
      objectId: objectId(5).toUpperCase(),
    };
    await clinic.addTherapist('eva', { account });
    const code = await clinic.code('eva');
    expect((await clinic.say(1, code))[0]).to.contain('signs in to the workspace as another person');
    expect(await user(1)).to.equal(undefined);
    const { teams, audit } = await clinic.therapistRecord('eva');
    expect([teams, audit?.unfiled.at(-1)?.outcome]).to.deep.equal([undefined, 'refused']);
    expect((await clinic.say(5, code))[0]).to.contain('Done.');
  });

  it('ties nobody whom Teams does not name by tenant and object id', async () => {
    const code = await clinic.code();
    const unnamed = { from: { id: '29:person-1', name: 'A Name' } };
    const said = await clinic.say(1, code, unnamed);
    expect(said.join()).to.not.contain('Done.');
    const nowhere = { conversation: { id: 'a:chat-1', conversationType: 'personal' } };
    expect((await clinic.say(1, code, nowhere)).join()).to.not.contain('Done.');
    expect((await clinic.therapistRecord()).teams).to.equal(undefined);
  });

  it('ties nothing where others read along, and nothing afterwards', async () => {
    const code = await clinic.code();
    const group = {
      conversation: { id: '19:x', conversationType: 'groupChat', isGroup: true, tenantId: tenant },
    };
    const said = await clinic.say(1, code, group);
    expect(said.join()).to.not.contain('Done.');
    expect((await clinic.therapistRecord()).teamsCode).to.equal(undefined);
    expect((await clinic.say(2, code))[0]).to.contain('I do not know this code');
  });

  it('ties one of two who send it at once, and leaves the other free', async () => {
    const code = await clinic.code();
    await Promise.all([clinic.say(1, code), clinic.say(2, code)]);
    const { teams } = await clinic.therapistRecord();
    const tied = [await user(1), await user(2)].filter((one) => one !== undefined);
    expect(tied.map(({ id }) => id)).to.deep.equal([teams?.user]);
  });

  it('is no invite, and an invite is no such code', async () => {
    await clinic.enrol('c1', []);
    const invite = await createInvite(clinic.app.store, {
      client: clientId('c1'),
      therapist: clinic.therapist,
      days: 1,
      now: iso(),
    });
    await clinic.say(1, await clinic.code());
    expect((await clinic.say(1, invite.id))[0]).to.contain('This chat is for you as a therapist');
    expect((await clinic.app.store.invites.get(invite.id, invite.id))?.document.claimedBy).to.equal(
      undefined,
    );
    await clinic.say(2, invite.id);
    expect((await user(2))?.client).to.equal('c1');
  });

  it('may be typed again by anybody after the account was untied', async () => {
    await clinic.say(1, await clinic.code());
    await untie();
    expect((await clinic.therapistRecord()).teams).to.equal(undefined);
    expect((await clinic.therapistRecord()).audit?.unfiled.at(-1)).to.include({
      action: 'delete',
      record: 'teams',
    });
    expect((await clinic.say(1, 'caseload'))[0]).to.contain('invite');
    expect((await clinic.say(2, await clinic.code()))[0]).to.contain('Done.');
  });

  it('mends a tie that a crash left half done', async () => {
    const half = { id: userOf(1), therapist: clinic.therapist, joinedAt: iso() };
    await clinic.app.store.channelUsers.put(userOf(1), half, 'absent');
    expect((await clinic.say(1, 'caseload'))[0], 'no more than a stranger').to.contain('invite');
    await clinic.addTherapist('ben');
    expect((await clinic.say(1, await clinic.code('ben')))[0]).to.contain('Done.');
    expect((await user(1))?.therapist).to.equal('ben');
  });
});
