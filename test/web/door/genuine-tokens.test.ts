import { expect } from 'chai';
import { makeKey, signToken } from '../../helpers/token-authority.ts';
import { openDoor, serviceUrl, teamsMessage, tenantId, type OpenDoor } from './open-door.ts';

describe('the door lets in', () => {
  let open: OpenDoor;
  beforeEach(async () => {
    open = await openDoor();
  });
  afterEach(() => open.close());
  const passes = async (token: string, activity = teamsMessage()) =>
    expect((await open.post(activity, `Bearer ${token}`)).status).to.equal(200);
  const refused = async (token: string, status = 401, activity = teamsMessage()) =>
    expect((await open.post(activity, `Bearer ${token}`)).status).to.equal(status);

  it('what the authority signed, a hundred times with two requests to it', async () => {
    for (let n = 0; n < 100; n += 1) await passes(await open.token({ n }));
    expect(open.received).to.have.length(100);
    expect(open.received[0]).to.include({ channelId: 'msteams', text: 'hello' });
    expect(open.authority.asked()).to.equal(2);
  });

  it('says who vouched for it, and nothing of it in the log', async () => {
    const token = await open.token();
    const checked = await open.door.check(`Bearer ${token}`, teamsMessage());
    expect(checked).to.deep.equal({ ok: true, claims: open.claims(), tenant: tenantId });
    await passes(token);
    expect(open.logged.join('')).not.to.include(token.slice(0, 20)).and.not.to.include(tenantId);
  });

  for (const [what, claims] of [
    ['with a clock five minutes ahead', { nbf: 290, exp: 3600 }],
    ['that ended less than five minutes ago', { nbf: -3600, exp: -290 }],
    ['with the time of issue alone', { nbf: undefined, iat: 0, exp: 3600 }],
    ['that is good for a day', { nbf: 0, exp: 86_400 }],
  ] as const)
    it(`a token ${what}`, async () => {
      const at = Math.floor(open.now() / 1000);
      const moved = Object.entries(claims).map(([name, by]) => [name, by === undefined ? by : at + by]);
      await passes(await open.token(Object.fromEntries(moved)));
    });

  for (const [claim, url] of [
    [serviceUrl, 'https://smba.trafficmanager.net/emea'],
    ['https://SMBA.trafficmanager.net:443/emea', serviceUrl],
    ['https://europe.webchat.botframework.com/', 'https://europe.webchat.botframework.com'],
  ] as const)
    it(`the service URL ${url} for the claim ${claim}`, async () => {
      await passes(await open.token({ serviceurl: claim }), teamsMessage({ serviceUrl: url }));
    });

  it('a directory named in one place only, and tells the bot of it', async () => {
    await passes(
      await open.token(),
      teamsMessage({ conversation: { id: 'a:one', isGroup: false, conversationType: 'personal', name: '' } }),
    );
    expect(open.received[0]?.conversation.tenantId).to.equal(tenantId);
    await passes(await open.token(), teamsMessage({ channelData: undefined }));
  });

  it('a new key at once, and the old one no more', async () => {
    const old = await open.token();
    await passes(old);
    const next = await makeKey('second', ['msteams']);
    open.authority.publish(next);
    open.pass(60_000);
    await passes(await signToken(next, open.claims()));
    await refused(old);
  });

  it('no withdrawn key for longer than an hour', async () => {
    const claims = { exp: Math.floor(open.now() / 1000) + 80_000 };
    const token = await open.token(claims);
    await passes(token);
    open.authority.publish(await makeKey('second', ['msteams']));
    open.pass(59 * 60_000);
    await passes(token);
    open.pass(60_000);
    await refused(token);
  });

  it('a name of a key that nobody publishes makes it ask once a minute, whoever comes', async () => {
    await passes(await open.token());
    const stranger = await makeKey('stranger');
    open.pass(60_000);
    for (let n = 0; n < 50; n += 1)
      await refused(await signToken({ ...stranger, kid: `stranger-${n}` }, open.claims()));
    expect(open.authority.asked()).to.equal(4);
    await passes(await open.token());
  });

  it('many at once with one look at the keys', async () => {
    const token = await open.token();
    await Promise.all(Array.from({ length: 50 }, () => passes(token)));
    expect(open.authority.asked()).to.equal(2);
  });

  describe('while the authority', () => {
    for (const [what, odd] of [
      ['is down', { status: 503 }],
      ['answers with a page', { body: '<html>' }],
      ['answers without end', { body: ' '.repeat(600_000) }],
      ['publishes no key', { body: '{"keys":[]}' }],
    ] as const)
      it(`${what} at the start: nobody, and everybody soon after it is back`, async () => {
        open.authority.misbehave(odd);
        const token = await open.token();
        for (let n = 0; n < 5; n += 1) await refused(token);
        expect(open.authority.asked()).to.be.at.most(2);
        expect(open.received).to.have.length(0);
        open.authority.misbehave();
        open.pass(10_000);
        await passes(token);
      });

    for (const [what, metadata] of [
      ['is another', { issuer: 'https://api.botframework.us' }],
      ['has its keys elsewhere', { jwks_uri: 'http://127.0.0.2:1/keys' }],
    ] as const)
      it(`${what}: nobody`, async () => {
        open.authority.say(metadata);
        await refused(await open.token());
        expect(open.authority.asked()).to.equal(1);
      });

    it('is down later: those whose keys are known, for a day', async () => {
      await passes(await open.token());
      open.authority.misbehave({ status: 500 });
      open.pass(23 * 60 * 60_000);
      await passes(await open.token());
      open.pass(60 * 60_000);
      await refused(await open.token());
      open.authority.misbehave();
      open.pass(10_000);
      await passes(await open.token());
    });
  });
});
