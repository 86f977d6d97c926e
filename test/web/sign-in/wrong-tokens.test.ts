import { expect } from 'chai';
import { exportSPKI, generateKeyPair } from 'jose';
import { openWorkspace, type Workspace } from '../workspace/open-workspace.ts';
import { openLyingProvider, type Lie, type LyingProvider } from './lying-provider.ts';

const at = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const payloadOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
const unsigned = (token: string): string => `${part({ alg: 'none' })}.${token.split('.')[1]}.`;
const hour = 3_600_000;

describe('what comes from a stand-in for a provider that lies', () => {
  let provider: LyingProvider;
  let workspace: Workspace;
  before(async () => {
    provider = await openLyingProvider();
    workspace = await openWorkspace({ provider });
  });
  after(async () => {
    await workspace.close();
    await provider.close();
  });
  // metadata are kept for an hour
  beforeEach(() => (workspace.clock.now += hour + 1));

  const arrive = async (how: Lie) => {
    provider.lie(how.metadata ? { metadata: how.metadata } : {});
    const browser = workspace.browser();
    const { location = '' } = await browser.get('/workspace/sign-in/begin');
    provider.lie(how);
    const reply = await browser.get(provider.callback(location));
    return { ...reply, open: (await browser.get('/workspace')).status === 200 };
  };

  it('opens a session when it does not lie', async () => {
    expect(await arrive({})).to.include({ status: 303, location: '/workspace', open: true });
  });

  it('may be off by half a minute', async () => {
    for (const claims of [{ exp: at(-30) }, { nbf: at(30) }])
      expect((await arrive({ claims })).open).to.equal(true);
  });

  const lies: Readonly<Record<string, () => Lie | Promise<Lie>>> = {
    'another nonce': () => ({ claims: { nonce: 'A'.repeat(43) } }),
    'no nonce': () => ({ claims: { nonce: undefined } }),
    'another audience': () => ({ claims: { aud: 'somebody-else' } }),
    'several audiences, issued for another': () => ({
      claims: { aud: ['workspace', 'other'], azp: 'other' },
    }),
    'no audience': () => ({ claims: { aud: undefined } }),
    'another issuer': () => ({ claims: { iss: 'https://elsewhere.example' } }),
    'no issuer': () => ({ claims: { iss: undefined } }),
    'nobody as its subject': () => ({ claims: { sub: undefined } }),
    'an empty subject': () => ({ claims: { sub: '' } }),
    'a token that is over': () => ({ claims: { iat: at(-700), exp: at(-90) } }),
    'a token that never ends': () => ({ claims: { exp: undefined } }),
    'a token that is yet to begin': () => ({ claims: { nbf: at(120) } }),
    'no signature': () => ({ token: unsigned }),
    'no signature, which its metadata allow': () => ({
      token: unsigned,
      metadata: { id_token_signing_alg_values_supported: ['none', 'RS256'] },
    }),
    'a signature by another key of the same name': async () => ({
      key: (await generateKeyPair('RS256')).privateKey,
    }),
    'a key that it does not publish': async () => ({
      key: (await generateKeyPair('RS256')).privateKey,
      header: { kid: 'two' },
    }),
    'an algorithm that its metadata do not name': async () => ({
      key: (await generateKeyPair('ES256')).privateKey,
      header: { alg: 'ES256' },
    }),
    'its public key used as a secret': async () => ({
      key: new TextEncoder().encode(await exportSPKI(provider.publicKey)),
      header: { alg: 'HS256' },
      metadata: { id_token_signing_alg_values_supported: ['HS256', 'RS256'] },
    }),
    'claims changed after they were signed': () => ({
      token: (right) => {
        const [header, , signature] = right.split('.');
        return `${header}.${part({ ...payloadOf(right), sub: 'ben' })}.${signature}`;
      },
    }),
    'a token in two parts': () => ({ token: (right) => right.split('.').slice(0, 2).join('.') }),
    'no identity at all': () => ({ token: () => undefined }),
    'an error': () => ({
      tokenReply: { status: 400, type: 'application/json', body: '{"error":"invalid_grant"}' },
    }),
    'a page instead of a token': () => ({
      tokenReply: { status: 200, type: 'text/html', body: '<b>Private words</b>' },
    }),
    'a failure of its own': () => ({
      tokenReply: { status: 500, type: 'text/plain', body: 'Private words' },
    }),
  };
  for (const [name, lie] of Object.entries(lies)) {
    it(`is refused with ${name}`, async () => {
      const { status, open, html, headers } = await arrive(await lie());
      expect({ status, open }).to.deep.equal({ status: 403, open: false });
      expect(headers.getSetCookie().join()).to.not.match(/workspace=[\w-]/);
      expect(html).to.include('That sign-in did not work').and.not.to.include('Private');
    });
  }

  it('is not sent to where its metadata are another’s', async () => {
    provider.lie({ metadata: { issuer: 'https://elsewhere.example' } });
    const reply = await workspace.browser().get('/workspace/sign-in/begin');
    expect(reply).to.include({ status: 503, location: undefined });
  });

  it('says to try again while it is down, before and after, and works once it is back', async () => {
    provider.lie({ down: true });
    const browser = workspace.browser();
    const reply = await browser.get('/workspace/sign-in/begin');
    expect(reply.status).to.equal(503);
    expect(reply.html).to.include('Sign-in is not available').and.to.include('/workspace/sign-in/begin');
    expect((await browser.get('/workspace/sign-in')).status).to.equal(200);
    provider.lie({});
    const { location = '' } = await browser.get('/workspace/sign-in/begin');
    provider.lie({ down: true });
    expect((await browser.get(provider.callback(location))).status).to.equal(503);
    expect((await arrive({})).open).to.equal(true);
  });

  describe('at the userinfo endpoint', () => {
    const metadata = { userinfo_endpoint: '' };
    before(() => (metadata.userinfo_endpoint = `${provider.config.issuer}/userinfo`));
    const claims = { roles: undefined };

    it('is asked for roles that the token does not have', async () => {
      const userinfo = { sub: 'ana', roles: ['Therapist'] };
      expect((await arrive({ claims, metadata, userinfo })).open).to.equal(true);
    });

    it('is not believed when it tells of somebody else', async () => {
      const userinfo = { sub: 'ben', roles: ['Therapist'] };
      const reply = await arrive({ claims, metadata, userinfo });
      expect(reply.open).to.equal(false);
      expect(reply.html).to.include('You have no role here');
    });

    it('does not change who the token says it is', async () => {
      const userinfo = { sub: 'ana', iss: 'https://elsewhere.example', name: 'Other', roles: ['Therapist'] };
      expect((await arrive({ claims, metadata, userinfo })).open).to.equal(true);
      const all = (await workspace.store.therapists.list('clinic')).documents;
      const ana = all.find(({ document }) => document.account?.subject === 'ana')!.document;
      expect(ana.account?.issuer).to.equal(provider.config.issuer);
      expect(ana.name).to.equal('Ana Ruiz');
    });
  });
});
