import { expect } from 'chai';
import type { Activity } from 'botbuilder';
import { channelUserOf, identityOf } from '../../src/bots/channel-user.ts';
import { createInvite } from '../../src/state/claim-invite.ts';
import { openTeams, tenantId, type Answered, type Teams } from '../helpers/teams.ts';

const objectId = '3d9e2f10-6c1b-4d0e-8a55-b5d1c0a4e7f2';
const other = '11111111-2222-4333-8444-555555555555';

describe('who somebody is in Teams', () => {
  const from = (given: { tenant?: unknown; object?: unknown; id?: string; more?: object }): Activity =>
    ({
      channelId: 'msteams',
      from: { id: given.id ?? '29:1abc', name: 'N', aadObjectId: given.object, ...given.more },
      conversation: { id: 'a:1', tenantId: given.tenant },
    }) as unknown as Activity;

  it('is the directory of the conversation and the object id in it, however they are written', () => {
    const user = `msteams:${tenantId}:${objectId}`;
    const written = { tenant: tenantId.toUpperCase(), object: objectId.toUpperCase(), id: '29:else' };
    for (const given of [{ tenant: tenantId, object: objectId }, written]) {
      expect(identityOf(from(given))).to.equal(user);
      expect(channelUserOf(from(given))).to.equal(user);
    }
  });

  it('is, for a guest, who they are in the directory they are a guest of, wherever their home is', () => {
    const guest = from({ tenant: tenantId, object: objectId, more: { tenantId: other } });
    expect(identityOf(guest)).to.equal(`msteams:${tenantId}:${objectId}`);
    expect(identityOf(from({ tenant: other, object: objectId }))).to.equal(`msteams:${other}:${objectId}`);
  });

  it('is nobody without either, or with one that is no id, and nobody who joined', () => {
    for (const odd of [undefined, '', `${tenantId}:x`, 'a b', 'x'.repeat(101)]) {
      for (const given of [
        { tenant: odd, object: objectId },
        { tenant: tenantId, object: odd },
      ]) {
        expect(identityOf(from(given))).to.equal(undefined);
        expect(channelUserOf(from(given))).to.match(/^msteams\?:/u);
      }
    }
    expect(channelUserOf(from({ id: '29:a' }))).not.to.equal(channelUserOf(from({ id: '29:b' })));
  });

  describe('over HTTP', () => {
    let teams: Teams;
    before(async () => {
      teams = await openTeams();
    });
    after(() => teams.close());
    const texts = ({ said }: Answered) => said.map(({ text }) => text);
    const alerts = async () =>
      (await teams.app.store.caseload.list(teams.app.clinic.therapist, { limit: 100 })).documents.filter(
        ({ document }) => document.status === 'stranger',
      ).length;

    it('a code typed once joins, and the chat goes on from there', async () => {
      const person = teams.person();
      const { code, document } = await teams.enrol({ status: 'invited', language: undefined });
      expect(texts(await person.type('hello'))[0]).to.contain('type the invite code');
      const joined = await person.type(` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)}\n`);
      expect(texts(joined)[0]).to.contain('Your therapist uses');
      const user = `msteams:${tenantId}:${person.objectId}`;
      const known = await teams.app.store.channelUsers.get(user, user);
      expect(known?.document.client).to.equal((await document()).client.id);
      await person.tap('English');
      expect((await document()).client.language).to.equal('en');
    });

    it('the code of a client who joined elsewhere is refused with the way out, a new one lets them in', async () => {
      const { code, document } = await teams.enrol();
      await teams.person().type(code);
      const person = teams.person();
      expect(texts(await person.type(code))).to.deep.equal([
        'This code was used already, on another device or in another chat. Your therapist can give you a new one.',
      ]);
      expect((await person.type('8')).said[0]?.text).to.contain('type the invite code');
      expect((await document()).client.checkIn?.answers).to.deep.equal({});
    });

    it('a client in the middle of a check-in elsewhere goes on with it here', async () => {
      const { code, document } = await teams.enrol();
      const elsewhere = teams.person();
      await elsewhere.type(code);
      await elsewhere.tap('8');
      const { therapist, id: client } = (await document()).client;
      const next = await createInvite(teams.app.store, { client, therapist, now: teams.now, days: 14 });
      const person = teams.person();
      const { said } = await person.type(next.id);
      expect(said.find(({ taps }) => taps.length > 0)?.taps.map(({ label }) => label)).to.include('10');
      await person.tap('7');
      expect(Object.values((await document()).client.checkIn?.answers ?? {})).to.have.length(2);
    });

    for (const [what, without] of [
      ['object id', { from: { id: '29:nobody', name: 'A Name' } }],
      ['directory', { conversation: { id: 'a:nowhere', conversationType: 'personal' }, channelData: {} }],
    ] as const)
      it(`who has no ${what} is told so in one line, joins with no code, and is helped in danger`, async () => {
        const person = teams.person();
        const { code, document } = await teams.enrol();
        for (const text of ['hello', code]) {
          const { said } = await person.send({ text, ...without });
          expect(said.map((one) => one.text.split('\n').length)).to.deep.equal([1]);
          expect(said[0]?.text).to.contain('This account cannot be used here');
        }
        const invite = await teams.app.store.invites.get(code, code);
        expect(invite?.document.claimedBy).to.equal(undefined);
        expect((await document()).revision).to.equal(1);
        const before = await alerts();
        const danger = await person.send({ text: 'I want to die', ...without });
        expect(texts(danger)[0]).to.contain('findahelpline.com');
        expect(await alerts()).to.equal(before + 1);
      });

    it('a client who comes without an object id is not the client', async () => {
      const person = teams.person();
      const { code, document } = await teams.enrol();
      await person.type(code);
      const before = await document();
      const { said } = await person.send({ text: '8', from: { id: '29:person-1', name: 'A Name' } });
      expect(said[0]?.text).to.contain('This account cannot be used here');
      expect(await document()).to.deep.equal(before);
    });

    it('who adds the app is greeted once, though Teams tells of it twice', async () => {
      const person = teams.person();
      const added = await person.send({
        type: 'conversationUpdate',
        membersAdded: [{ id: '28:0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70' }],
      });
      const installed = await person.send({ type: 'installationUpdate', action: 'add' });
      expect([...texts(added), ...texts(installed)]).to.have.length(1);
    });
  });
});
