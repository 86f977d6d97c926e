import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { violations } from '../../helpers/axe.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { openIdentityProvider, type IdentityProvider } from '../../helpers/identity-provider.ts';
import { allianceAlert, openWorkspace, safetyAlert, type Workspace } from '../workspace/open-workspace.ts';

const people = {
  tia: { name: 'Tia Noor', roles: ['Therapist', 'Supervisor', 'Operator'] },
  nil: { name: 'Nil', roles: [] },
};

describe('signing in with a browser at a real OpenID provider', function () {
  this.timeout(60_000);
  let provider: IdentityProvider;
  let workspace: Workspace;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];
  before(async () => {
    provider = await openIdentityProvider({ people, claimsInToken: false });
    workspace = await openWorkspace({ provider });
    await workspace.enrol('c1', { status: 'joined', alerts: [allianceAlert(), safetyAlert('Words')] });
    browser = await openBrowser();
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    page = await context.newPage();
    page.on('console', (message) => {
      const ours = message.location().url.startsWith(workspace.base);
      if (ours && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
    });
  });
  afterEach(() => context.close());
  after(async () => {
    await browser.close();
    await workspace.close();
    await provider.close();
  });

  const fits = () =>
    page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
  const looksWell = async (name: string): Promise<void> => {
    for (const [width, height] of [
      [1280, 900],
      [360, 740],
    ] as const) {
      await page.setViewportSize({ width, height });
      expect(await fits(), `${name}, ${width} wide`).to.equal(true);
      expect(await violations(page), name).to.deep.equal([]);
      const folder = process.env['PICTURES'];
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
    }
  };
  const signIn = async (person: string, at = '/workspace'): Promise<void> => {
    await page.goto(workspace.base + at);
    await page.getByRole('link', { name: 'Sign in', exact: true }).click();
    await page.getByPlaceholder('Enter any login').fill(person);
    await page.getByPlaceholder('and password').fill('any');
    await Promise.all([
      page.waitForURL(`${workspace.base}/**`),
      page.getByRole('button', { name: 'Sign-in' }).click(),
    ]);
  };

  it('signs in, works in every role, signs out here and there', async () => {
    await page.goto(`${workspace.base}/workspace`);
    await looksWell('please-sign-in');
    await signIn('tia');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).to.equal('Caseload');
    expect(await page.locator('.who-name').innerText()).to.equal('Tia Noor');
    for (const place of ['Overview', 'Operation']) {
      await page.getByRole('link', { name: place }).click();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).to.equal(place);
      await looksWell(place.toLowerCase());
    }
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${provider.issuer}/session/end*`);
    await Promise.all([
      page.waitForURL(`${workspace.base}/workspace/sign-in*`),
      page.getByRole('button', { name: 'Yes, sign me out' }).click(),
    ]);
    await page.goto(`${workspace.base}/workspace`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).to.equal('Please sign in');
    await page.getByRole('link', { name: 'Sign in', exact: true }).click();
    expect(await page.getByPlaceholder('Enter any login').count(), 'asked anew').to.equal(1);
  });

  it('says to who has no role what to do', async () => {
    await signIn('nil');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).to.equal('You have no role here');
    await looksWell('no-role');
  });

  it('shows what a stale tab sent, and leads back to where it was typed', async () => {
    await signIn('tia', '/workspace/enrol');
    expect(page.url()).to.equal(`${workspace.base}/workspace/enrol`);
    await page.getByLabel('Label').fill('Typed <before> it was over');
    workspace.clock.now += 31 * 60_000;
    await page.getByRole('button', { name: 'Enrol and get the link' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).to.equal('Please sign in');
    const main = await page.locator('main').innerText();
    expect(main).to.include('Nothing sent just now was saved').and.to.include('Typed <before> it was over');
    await looksWell('stale-tab');
    await page.getByRole('link', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(`${workspace.base}/workspace/enrol`);
  });

  it('had nothing that its own policy had to stop', () => {
    expect(complaints).to.deep.equal([]);
  });
});
