import { expect } from 'chai';
import { createSession } from '../../../src/state/sign-in.ts';
import { sessionCookie } from '../../../src/web/workspace/session-cookie.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';

describe('signing in to the workspace', () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await openWorkspace();
  });
  after(() => workspace.close());
  beforeEach(() => {
    workspace.clock.now = Date.parse('2026-11-22T12:00:00.000Z');
  });

  const newCode = (subject = 'ana'): Promise<string> =>
    createSession(workspace.store, {
      kind: 'sign-in',
      subject,
      now: new Date(workspace.clock.now).toISOString(),
      lifetimeMs: 60_000,
    });
  const minutes = (count: number): void => {
    workspace.clock.now += count * 60_000;
  };

  it('leads from the link to the caseload, with a cookie that scripts and other sites cannot use', async () => {
    const browser = workspace.browser();
    const reply = await browser.get(`/workspace/sign-in?code=${await newCode()}`);
    expect(reply).to.include({ status: 303, location: '/workspace' });
    expect(reply.headers.get('set-cookie')).to.match(
      /^workspace=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await browser.get('/workspace')).html).to.include('Ana Ruiz');
  });

  it('binds the cookie to the host and to https where it is served so', () => {
    const cookie = sessionCookie({ origin: 'https://clinic.example' });
    expect(cookie.write({ begins: 's' })).to.equal(
      '__Host-workspace=s; Path=/; HttpOnly; SameSite=Lax; Secure',
    );
  });

  it('works once: elsewhere the used link says how to get another', async () => {
    const code = await newCode();
    const first = workspace.browser();
    await first.get(`/workspace/sign-in?code=${code}`);
    const second = workspace.browser();
    const reply = await second.get(`/workspace/sign-in?code=${code}`);
    expect(reply.status).to.equal(403);
    expect(reply.html).to.include('This sign-in link no longer works');
    expect(reply.headers.get('set-cookie')).to.equal(null);
    expect(await first.get(`/workspace/sign-in?code=${code}`)).to.include({
      status: 303,
      location: '/workspace',
    });
  });

  it('lets one of several in who open the link at once', async () => {
    const code = await newCode();
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => workspace.browser().get(`/workspace/sign-in?code=${code}`)),
    );
    expect(replies.filter(({ status }) => status === 303)).to.have.length(1);
  });

  for (const [name, code] of [
    ['expired', async () => newCode().finally(() => minutes(2))],
    ['unknown', async () => 'A'.repeat(43)],
    ["nobody's", async () => newCode('nobody')],
    ['malformed', async () => `<script>${'x'.repeat(3000)}`],
  ] as const) {
    it(`refuses ${name === "nobody's" ? 'a link of a therapist who is not there' : `an ${name} link`} with a plain page`, async () => {
      const secret = encodeURIComponent(await code());
      const reply = await workspace.browser().get(`/workspace/sign-in?code=${secret}`);
      expect(reply.status).to.equal(403);
      expect(reply.html).to.not.include('<script');
      expect(reply.headers.get('set-cookie')).to.equal(null);
    });
  }

  it('begins a session of its own when somebody is signed in already, and ends the one before', async () => {
    const browser = await workspace.signedIn('ana');
    const before = browser.cookie.value;
    await browser.get(`/workspace/sign-in?code=${await newCode('ben')}`);
    expect((await browser.get('/workspace')).html).to.include('Ben Okafor');
    browser.cookie.value = before;
    expect((await browser.get('/workspace')).status).to.equal(401);
  });

  it('goes on while used, and ends after half an hour without a request', async () => {
    const browser = await workspace.signedIn('ana');
    for (let times = 0; times < 4; times += 1) {
      minutes(25);
      expect((await browser.get('/workspace')).status).to.equal(200);
    }
    minutes(31);
    const reply = await browser.get('/workspace');
    expect(reply.status).to.equal(401);
    expect(reply.html).to.include('Please sign in');
  });

  it('ends at sign-out, also for whoever kept the cookie', async () => {
    const browser = await workspace.signedIn('ana');
    const kept = browser.cookie.value;
    const reply = await browser.post('/workspace/sign-out');
    expect(reply).to.include({ status: 303, location: '/workspace/sign-in' });
    expect(browser.cookie.value).to.equal('');
    browser.cookie.value = kept;
    expect((await browser.get('/workspace')).status).to.equal(401);
  });

  it('is not open to a session of another kind', async () => {
    const browser = workspace.browser();
    const now = new Date(workspace.clock.now).toISOString();
    const webchat = await createSession(workspace.store, {
      kind: 'webchat',
      subject: 'ana',
      now,
      lifetimeMs: 60_000,
    });
    browser.cookie.value = `workspace=${webchat}`;
    expect((await browser.get('/workspace')).status).to.equal(401);
  });

  it('shows what was typed into a form of an earlier sign-in, and changes nothing', async () => {
    const browser = await workspace.signedIn('ana');
    const old = /name="token" value="([^"]+)"/.exec((await browser.get('/workspace/enrol')).html)![1]!;
    await browser.get(`/workspace/sign-in?code=${await newCode()}`);
    const form = { token: old, key: 'k'.repeat(24), label: 'Typed <too> late', goals: '', homework: '' };
    const reply = await browser.post('/workspace/enrol', form);
    expect(reply.status).to.equal(403);
    expect(reply.html).to.include('That form was out of date').and.to.include('Typed &lt;too&gt; late');
    expect((await browser.get('/workspace')).html).to.not.include('Typed');
  });

  describe('where links open nothing', () => {
    let closed: Workspace;
    before(async () => {
      closed = await openWorkspace({ linksRefused: true });
    });
    after(() => closed.close());
    const session = (kind: 'sign-in' | 'therapist') =>
      createSession(closed.store, {
        kind,
        subject: 'ana',
        now: new Date(closed.clock.now).toISOString(),
        lifetimeMs: 60_000,
      });

    it('a link that was printed before is none', async () => {
      const browser = closed.browser();
      const reply = await browser.get(`/workspace/sign-in?code=${await session('sign-in')}`);
      expect(reply.status).to.equal(401);
      expect(browser.cookie.value).to.equal('');
    });

    it('a session that was begun with one is over', async () => {
      const browser = closed.browser();
      browser.cookie.value = `workspace=${await session('therapist')}`;
      expect((await browser.get('/workspace')).status).to.equal(401);
    });
  });
});
