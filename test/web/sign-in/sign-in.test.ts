import { expect } from 'chai';
import { openIdentityProvider, type IdentityProvider } from '../../helpers/identity-provider.ts';
import { openWorkspace, type Browser, type Workspace } from '../workspace/open-workspace.ts';

const people = {
  ana: { name: 'Ana Ruiz', roles: ['Therapist', 'Other'], locale: 'es-ES' },
  ben: { name: 'Ben\u202e  Okafor', roles: 'Therapist' },
  sue: { name: 'Sue Park', roles: ['Supervisor'] },
  ole: { name: 'Ole Dahl', roles: ['Operator'] },
  tia: { name: 'Tia Noor', roles: ['Therapist', 'Supervisor', 'Operator'] },
  nil: { name: 'Nil', roles: ['therapist', 'Visitor'] },
};

describe('signing in at a real OpenID provider', () => {
  let provider: IdentityProvider;
  let workspace: Workspace;
  before(async () => {
    provider = await openIdentityProvider({ people, secret: 'the secret of the tests' });
    workspace = await openWorkspace({ provider });
  });
  after(async () => {
    await workspace.close();
    await provider.close();
  });

  /** Up to the address at which the provider leads back. */
  const goThere = async (browser: Browser, person: string, to = ''): Promise<string> => {
    const begun = await browser.get(`/workspace/sign-in/begin${to && `?to=${encodeURIComponent(to)}`}`);
    expect(begun.status).to.equal(303);
    return provider.signIn(begun.location ?? '', person);
  };
  const pathOf = (address: string): string => address.slice(workspace.base.length);
  const signIn = async (browser: Browser, person: string, to = '') =>
    browser.get(pathOf(await goThere(browser, person, to)));

  it('asks for a code with PKCE, a state and a nonce, and nothing but who it is', async () => {
    const browser = workspace.browser();
    const { location = '' } = await browser.get('/workspace/sign-in/begin');
    const asked = Object.fromEntries(new URL(location).searchParams);
    expect(asked).to.include({
      response_type: 'code',
      client_id: 'workspace',
      scope: 'openid profile',
      code_challenge_method: 'S256',
      redirect_uri: `${workspace.base}/workspace/sign-in/callback`,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).to.match(/^[\w-]{43}$/);
    expect(browser.flow.value).to.match(/^workspace-sign-in=[\w-]{43}$/);
    const again = await browser.get('/workspace/sign-in/begin');
    expect(new URL(again.location ?? '').searchParams.get('state')).to.not.equal(asked['state']);
  });

  it('opens a session with a cookie that scripts and other sites cannot use, and drops the other', async () => {
    const browser = workspace.browser();
    const begun = await browser.get('/workspace/sign-in/begin');
    expect(begun.headers.get('set-cookie')).to.match(
      /^workspace-sign-in=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/,
    );
    const reply = await browser.get(pathOf(await provider.signIn(begun.location ?? '', 'ana')));
    expect(reply).to.include({ status: 303, location: '/workspace' });
    expect(reply.headers.getSetCookie()[0]).to.match(
      /^workspace=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(browser.flow.value).to.equal('');
  });

  it('makes a record for a therapist who is new, in their name and language, and finds it again', async () => {
    const [first, second] = [workspace.browser(), workspace.browser()];
    await signIn(first, 'ana');
    const page = await first.get('/workspace');
    expect(page.html).to.include('Ana Ruiz').and.to.include('Mis clientes');
    await first.post('/workspace/enrol', { key: 'k'.repeat(24), label: 'Of Ana', goals: '', homework: '' });
    await signIn(second, 'ana');
    expect((await second.get('/workspace')).html).to.include('Of Ana');
  });

  it('puts a client to who enrols: another therapist does not see them', async () => {
    const browser = workspace.browser();
    await signIn(browser, 'ben');
    const page = await browser.get('/workspace');
    expect(page.html).to.include('Ben Okafor').and.not.to.include('Of Ana');
  });

  it('follows the provider: a name or role that changed there counts from the next sign-in', async () => {
    const browser = workspace.browser();
    provider.say('max', { name: 'Max', roles: ['Therapist'] });
    await signIn(browser, 'max');
    provider.say('max', { name: 'Maxine', roles: ['Supervisor'] });
    expect((await browser.get('/workspace')).html).to.include('Max');
    await signIn(browser, 'max');
    expect(await browser.get('/workspace')).to.include({ status: 303, location: '/workspace/overview' });
    expect((await browser.get('/workspace/overview')).html).to.include('Maxine');
    expect((await browser.get('/workspace/enrol')).status).to.equal(403);
  });

  it('makes one record for somebody who arrives in two browsers at once', async () => {
    provider.say('two', { name: 'Two', roles: ['Therapist'] });
    const browsers = [workspace.browser(), workspace.browser(), workspace.browser()];
    const addresses = await Promise.all(browsers.map((browser) => goThere(browser, 'two')));
    const replies = await Promise.all(browsers.map((browser, at) => browser.get(pathOf(addresses[at]!))));
    expect(replies.map(({ status }) => status)).to.deep.equal([303, 303, 303]);
    const all = (await workspace.store.therapists.list('clinic')).documents;
    expect(all.filter(({ document }) => document.account?.subject === 'two')).to.have.length(1);
  });

  for (const [person, home] of [
    ['sue', '/workspace/overview'],
    ['ole', '/workspace/operation'],
    ['tia', '/workspace'],
  ] as const) {
    it(`leads ${person} to where their role works`, async () => {
      const browser = workspace.browser();
      expect((await signIn(browser, person)).location).to.equal(home);
      expect((await browser.get(home)).status).to.equal(200);
    });
  }

  it('tells who has no role here so, and opens nothing', async () => {
    const browser = workspace.browser();
    const reply = await signIn(browser, 'nil');
    expect(reply.status).to.equal(403);
    expect(reply.html).to.include('You have no role here').and.to.include('/workspace/sign-in/begin?again');
    expect(browser.cookie.value).to.equal('');
    const all = (await workspace.store.therapists.list('clinic')).documents;
    expect(all.filter(({ document }) => document.account?.subject === 'nil')).to.deep.equal([]);
    const again = await browser.get('/workspace/sign-in/begin?again');
    expect(new URL(again.location ?? '').searchParams.get('prompt')).to.equal('login');
  });

  it('leads back to the page that was asked for', async () => {
    const browser = workspace.browser();
    const asked = await browser.get('/workspace/enrol?x=1');
    expect(asked.status).to.equal(401);
    const begin = /href="(\/workspace\/sign-in\/begin[^"]*)"/.exec(asked.html)![1]!.replaceAll('&amp;', '&');
    const begun = await browser.get(begin);
    const reply = await browser.get(pathOf(await provider.signIn(begun.location ?? '', 'ana')));
    expect(reply.location).to.equal('/workspace/enrol?x=1');
  });

  for (const to of [
    'https://elsewhere.example/workspace',
    '//elsewhere.example/workspace',
    '/workspace//elsewhere.example',
    '/workspace/..//elsewhere.example',
    '/workspace/%2e%2e/%2e%2e//elsewhere.example',
    '/\\elsewhere.example',
    '/workspace\\@elsewhere.example',
    '/workspace.elsewhere.example',
    'javascript:alert(1)',
    '/workspace/\r\nset-cookie: a=b',
    '/chat',
    '/workspace/sign-in?code=x',
    '/workspace/signed-out',
    `/workspace/${'x'.repeat(600)}`,
  ]) {
    it(`leads nowhere else: ${JSON.stringify(to).slice(0, 50)}`, async () => {
      expect((await signIn(workspace.browser(), 'ana', to)).location).to.equal('/workspace');
    });
  }

  it('signs out here and at the provider, also for whoever kept the cookie', async () => {
    const browser = workspace.browser();
    await signIn(browser, 'ana');
    const kept = browser.cookie.value;
    const reply = await browser.post('/workspace/sign-out');
    expect(reply).to.include({ status: 303, location: '/workspace/signed-out' });
    expect(browser.cookie.value).to.equal('');
    const page = await browser.get('/workspace/signed-out');
    const next = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(page.html)![1]!;
    const address = new URL(next.replaceAll('&amp;', '&'));
    expect(address.origin).to.equal(provider.issuer);
    expect(Object.fromEntries(address.searchParams)).to.deep.equal({
      client_id: 'workspace',
      post_logout_redirect_uri: `${workspace.base}/workspace/sign-in`,
    });
    browser.cookie.value = kept;
    expect((await browser.get('/workspace')).status).to.equal(401);
    expect((await browser.get('/workspace/sign-in')).html).to.include('href="/workspace/sign-in/begin"');
  });

  it('notes each sign-in in the audit, and nothing of the person in the log', async () => {
    await signIn(workspace.browser(), 'sue');
    const all = (await workspace.store.therapists.list('clinic')).documents;
    const sue = all.find(({ document }) => document.account?.subject === 'sue')!.document;
    expect(sue.audit!.unfiled.at(-1)).to.deep.include({
      actor: { role: 'supervisor', id: sue.id },
      action: 'create',
      record: 'session',
      outcome: 'success',
    });
    expect(workspace.logged.join('')).to.not.match(/Sue|Park|sue|code=|state=|the secret of the tests/);
  });

  describe('refuses', () => {
    const refused = async (browser: Browser, address: string, status = 403): Promise<void> => {
      const before = browser.cookie.value;
      const reply = await browser.get(pathOf(address));
      expect(reply.status).to.equal(status);
      expect(reply.html).to.include('/workspace/sign-in/begin');
      expect(browser.cookie.value).to.equal(before);
      expect((await browser.get('/workspace')).status).to.equal(401);
    };
    const changed = (address: string, name: string, value: string): string => {
      const url = new URL(address);
      url.searchParams.set(name, value);
      return url.href;
    };

    it('a sign-in that was begun more than ten minutes ago', async () => {
      const browser = workspace.browser();
      const address = await goThere(browser, 'ana');
      workspace.clock.now += 10 * 60_000;
      await refused(browser, address);
    });

    it('another state, and lets the right one in afterwards', async () => {
      const browser = workspace.browser();
      const address = await goThere(browser, 'ana');
      const state = new URL(address).searchParams.get('state')!;
      for (const other of ['', 'x', state.slice(1), `${state}x`, state.toLowerCase()])
        await refused(browser, changed(address, 'state', other));
      expect((await browser.get(pathOf(address))).location).to.equal('/workspace');
    });

    it('a state that was used, in a browser where nobody is signed in', async () => {
      const browser = workspace.browser();
      const address = await goThere(browser, 'ana');
      const flow = browser.flow.value;
      await browser.get(pathOf(address));
      expect(await browser.get(pathOf(address))).to.include({ status: 303, location: '/workspace' });
      Object.assign(browser.cookie, { value: '' });
      Object.assign(browser.flow, { value: flow });
      await refused(browser, address);
    });

    it('a code that was used, under a state that was not', async () => {
      const first = workspace.browser();
      const code = new URL(await goThere(first, 'ana')).searchParams.get('code')!;
      const second = workspace.browser();
      const address = await goThere(second, 'ana');
      await refused(second, changed(address, 'code', code));
      expect((await second.get('/workspace')).status).to.equal(401);
    });

    it('one of several who bring the same answer at once', async () => {
      const browser = workspace.browser();
      const address = await goThere(browser, 'ana');
      const flow = browser.flow.value;
      const replies = await Promise.all(
        Array.from({ length: 4 }, () => {
          const copy = workspace.browser();
          copy.flow.value = flow;
          return copy.get(pathOf(address));
        }),
      );
      expect(replies.filter(({ status }) => status === 303)).to.have.length(1);
    });

    it('what somebody else’s browser brought back: one without a cookie, or with its own', async () => {
      const thief = workspace.browser();
      const address = await goThere(thief, 'ben');
      await refused(workspace.browser(), address);
      const victim = workspace.browser();
      await victim.get('/workspace/sign-in/begin');
      await refused(victim, address);
    });

    it('a session cookie set beforehand: who signs in gets one of their own', async () => {
      const browser = workspace.browser();
      const planted = `workspace=${'A'.repeat(43)}`;
      browser.cookie.value = planted;
      await signIn(browser, 'ana');
      expect(browser.cookie.value).to.not.equal(planted);
      const before = browser.cookie.value;
      await signIn(browser, 'ben');
      expect(browser.cookie.value).to.not.equal(before);
      for (const old of [planted, before]) {
        browser.cookie.value = old;
        expect((await browser.get('/workspace')).status).to.equal(401);
      }
    });

    it('a sign-in as a session, and a session as a sign-in', async () => {
      const browser = workspace.browser();
      const address = await goThere(browser, 'ana');
      browser.cookie.value = browser.flow.value.replace('workspace-sign-in', 'workspace');
      expect((await browser.get('/workspace')).status).to.equal(401);
      browser.cookie.value = '';
      await signIn(browser, 'ana');
      const session = browser.cookie.value.replace('workspace=', 'workspace-sign-in=');
      browser.cookie.value = '';
      browser.flow.value = session;
      await refused(browser, address);
    });

    it('who said no at the provider, with a plain page that repeats nothing', async () => {
      const browser = workspace.browser();
      const { location = '' } = await browser.get('/workspace/sign-in/begin');
      const query = new URLSearchParams({
        error: 'access_denied',
        error_description: '<b>Injected words</b>',
        state: new URL(location).searchParams.get('state')!,
        iss: provider.issuer,
      });
      const reply = await browser.get(`/workspace/sign-in/callback?${query.toString()}`);
      expect(reply.status).to.equal(403);
      expect(reply.html).to.include('You were not signed in').and.not.to.include('Injected');
    });

    it('an answer in the name of another provider', async () => {
      const browser = workspace.browser();
      const address = await goThere(browser, 'ana');
      await refused(browser, changed(address, 'iss', 'https://elsewhere.example'));
    });

    it('more attempts from one address than people make', async () => {
      workspace.clock.now += 3_600_000;
      const replies = [];
      for (let times = 0; times < 121; times += 1)
        replies.push((await workspace.browser().get('/workspace/sign-in/callback?state=x')).status);
      expect(replies.at(-1)).to.equal(429);
      expect(replies.at(-2)).to.equal(403);
      workspace.clock.now += 3_600_000;
    });
  });
});
