import { expect } from 'chai';
import { hasMoved } from '../../src/bots/read-place.ts';
import { botAccount, openTeams, tenantId, type Person, type Teams } from '../helpers/teams.ts';

describe('where a client in Teams can be written to', () => {
  let teams: Teams;
  let person: Person;
  let client: Awaited<ReturnType<Teams['enrol']>>;
  before(async () => {
    teams = await openTeams();
  });
  after(() => teams.close());
  beforeEach(async () => {
    teams.now = '2026-11-23T19:00:00.000Z';
    person = teams.person();
    client = await teams.enrol();
    await person.type(client.code);
  });
  const place = async () => (await client.document()).place;
  const revision = async () => (await client.document()).revision;
  const installation = (action: string) => person.send({ type: 'installationUpdate', action });

  it('is kept from the first turn on, as the channel says it', async () => {
    const { at, ...rest } = (await place())!;
    expect(at.slice(0, 16)).to.equal('2026-11-23T19:00');
    expect(rest).to.deep.equal({
      channel: 'msteams',
      serviceUrl: teams.serviceUrl,
      conversation: person.heard()[0]!.conversation,
      tenant: tenantId,
      user: person.heard()[0]!.activity.recipient?.id,
      bot: botAccount.id,
      locale: 'en-GB',
    });
  });

  it('says when they last wrote, and the address of that turn', async () => {
    teams.now = '2026-11-24T08:00:00.000Z';
    const serviceUrl = teams.serviceUrl.slice(0, -1);
    await person.send({ text: '8', serviceUrl });
    expect((await place())?.at.slice(0, 16)).to.equal('2026-11-24T08:00');
    expect((await place())?.serviceUrl).to.equal(serviceUrl);
  });

  it('is written when the app is there again at another address, and not when nothing is new', async () => {
    const before = await revision();
    await installation('add');
    expect(await revision()).to.equal(before);
    const serviceUrl = teams.serviceUrl.slice(0, -1);
    await person.send({ type: 'installationUpdate', action: 'add', serviceUrl });
    expect((await place())?.serviceUrl).to.equal(serviceUrl);
    await person.send({
      type: 'conversationUpdate',
      membersAdded: [botAccount],
      conversation: { id: 'a:other', conversationType: 'personal', tenantId },
    });
    expect((await place())?.conversation).to.equal('a:other');
  });

  it('is gone when the app is taken out, until it is put back or the client writes', async () => {
    for (const back of [() => installation('add'), () => person.type('hello')]) {
      await installation('remove');
      expect((await place())?.goneAt?.slice(0, 16)).to.equal('2026-11-23T19:00');
      await back();
      expect(await place())
        .to.include({ channel: 'msteams' })
        .and.not.to.have.property('goneAt');
    }
    await person.send({ type: 'conversationUpdate', membersRemoved: [botAccount] });
    expect(await place()).to.have.property('goneAt');
  });

  it('is shown the open question again when the app is put back, in the old chat or a new one', async () => {
    const asked = person.heard().findLast(({ taps }) => taps.length > 0)!;
    await installation('remove');
    const { said } = await installation('add');
    expect(said.find(({ taps }) => taps.length > 0)?.text).to.equal(asked.text);
    const conversation = { id: 'a:new', conversationType: 'personal', tenantId };
    const other = await person.send({ type: 'installationUpdate', action: 'add', conversation });
    expect(other.said.find(({ taps }) => taps.length > 0)?.text).to.equal(asked.text);
    expect(
      (await person.send({ type: 'installationUpdate', action: 'add', conversation })).said,
    ).to.deep.equal([]);
    await person.send({ value: other.said.find(({ taps }) => taps.length > 0)?.taps[0]?.data, conversation });
    expect(Object.keys((await client.document()).client.checkIn?.answers ?? {})).to.have.length(1);
  });

  it('is not gone after an upgrade, nor when others leave or the app leaves another chat', async () => {
    await installation('remove-upgrade');
    await person.send({ type: 'conversationUpdate', membersRemoved: [{ id: '29:another' }] });
    await person.send({
      type: 'installationUpdate',
      action: 'remove',
      conversation: { id: '19:x@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId },
    });
    expect(await place()).not.to.have.property('goneAt');
  });

  it('is gone for a therapist too, who tied the chat', async () => {
    const { app, serviceUrl } = teams;
    const therapist = app.clinic.therapist;
    const theirs = teams.person();
    const user = `msteams:${tenantId}:${theirs.objectId}`;
    const conversation = 'a:therapist';
    const at = teams.now;
    const place = { channel: 'msteams', serviceUrl, conversation, user: '29:t', bot: botAccount.id, at };
    await app.store.channelUsers.put(user, { id: user, therapist, joinedAt: at }, 'absent');
    const stored = (await app.store.therapists.get('clinic', therapist))!;
    const teamsIdentity = { user, tiedAt: at, place };
    await app.store.therapists.put('clinic', { ...stored.document, teams: teamsIdentity }, stored.etag);
    const removal = { type: 'installationUpdate', action: 'remove' };
    await theirs.send({
      ...removal,
      conversation: { id: 'a:other', conversationType: 'personal', tenantId },
    });
    const kept = async () => (await app.store.therapists.get('clinic', therapist))?.document.teams?.place;
    expect(await kept()).to.deep.equal(place);
    await theirs.send({
      ...removal,
      conversation: { id: conversation, conversationType: 'personal', tenantId },
    });
    expect(await kept()).to.have.property('goneAt');
  });

  it('is unknown of who did not join, and of a client in web chat', async () => {
    const stranger = teams.person();
    expect((await stranger.send({ type: 'installationUpdate', action: 'remove' })).status).to.equal(200);
    const other = await teams.enrol();
    await teams.app.store.channelUsers.put(
      'webchat:other',
      { id: 'webchat:other', client: (await other.document()).client.id, joinedAt: teams.now },
      'absent',
    );
    await stranger.send({ channelId: 'webchat', from: { id: 'other' }, text: 'hello' });
    expect((await other.document()).asked).to.be.an('object');
    expect((await other.document()).place).to.equal(undefined);
  });

  it('moves with its address or conversation, and back from having gone', () => {
    const one = { channel: 'msteams', serviceUrl: 's', conversation: 'c', user: 'u', bot: 'b', at: '1' };
    expect(hasMoved(undefined, undefined)).to.equal(false);
    expect(hasMoved(one, undefined)).to.equal(false);
    expect(hasMoved(one, { ...one, at: '2' })).to.equal(false);
    expect(hasMoved(undefined, one)).to.equal(true);
    expect(hasMoved({ ...one, goneAt: '1' }, one)).to.equal(true);
    expect(hasMoved({ ...one, serviceUrl: 't' }, one)).to.equal(true);
    expect(hasMoved({ ...one, conversation: 'd' }, one)).to.equal(true);
  });
});
