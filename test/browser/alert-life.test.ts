import { mkdir } from 'node:fs/promises';
import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createSession } from '../../src/state/sign-in.ts';
import { violations } from '../helpers/axe.ts';
import { openBrowser } from '../helpers/browser.ts';
import { allianceAlert, due, openWorkspace, weeks, type Workspace } from '../web/workspace/open-workspace.ts';

const client = '/workspace/clients/c1';
const phone = { width: 390, height: 844 };
const pictures = 'screenshots';

describe("an alert's life, in a real browser without scripts", function () {
  this.timeout(60_000);
  let workspace: Workspace;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    await mkdir(pictures, { recursive: true });
    workspace = await openWorkspace();
    const alert = allianceAlert();
    const [piece] = alert.evidence;
    if (piece?.kind !== 'floor') throw new Error('another kind of alert');
    await workspace.enrol('c1', {
      label: 'K. L.',
      status: 'joined',
      due,
      recent: weeks([8, 8, 8, [8, 8, 8, 8, 5, 5]]),
      alerts: [
        {
          ...alert,
          evidence: [
            {
              ...piece,
              kind: 'drop',
              value: 5,
              reference: 8,
              over: 2,
              usual: { low: 7, high: 9 },
              since: '2026-11-02T13:00:00.000Z',
              severity: 'moderate',
            },
          ],
        },
      ],
    });
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await workspace.close();
  });

  async function signIn(language: string): Promise<void> {
    await context?.close();
    // the clock of the sign-in moves on with the story; scripts are for the checks alone
    context = await browser.newContext({ viewport: phone, javaScriptEnabled: false });
    page = await context.newPage();
    const { document, etag } = (await workspace.store.therapists.get('clinic', 'ana'))!;
    await workspace.store.therapists.put('clinic', { ...document, language }, etag);
    const now = new Date(workspace.clock.now).toISOString();
    const given = { kind: 'sign-in', subject: 'ana', now, lifetimeMs: 60_000 } as const;
    await page.goto(
      `${workspace.base}/workspace/sign-in?code=${await createSession(workspace.store, given)}`,
    );
    await page.goto(workspace.base + client);
  }
  const later = (hours: number): void => void (workspace.clock.now += hours * 3_600_000);
  const picture = (name: string) =>
    page.screenshot({ path: `${pictures}/alert-${name}.png`, fullPage: true });
  const press = async (name: string) => {
    await Promise.all([page.waitForURL('**done=**'), page.getByRole('button', { name }).first().click()]);
  };

  it('is acknowledged, discussed and closed, and its history reads like a story', async () => {
    await signIn('en');
    const card = () => page.locator('.alert-alliance');
    expect(await card().innerText()).to.include(
      'Bond: fell from about 8 to 5 over 2 check-ins; their usual range is 7–9. It began about 2 Nov.',
    );
    await picture('open');
    await card().getByLabel('Your note').fill('I will ask about last week.');
    await press('Acknowledge');
    expect(await card().innerText()).to.include('I will ask about last week.');
    await picture('acknowledged');

    later(48);
    await signIn('en');
    await card().getByLabel('They felt unheard').check();
    await card().getByLabel('Took responsibility for my part').check();
    await card().getByLabel('In your own words').fill('I had hurried the last session.');
    await press('Save what was discussed');
    await picture('discussed');

    later(24);
    await signIn('en');
    await card().getByLabel('A last note').fill('The bond is back.');
    await press('Close the alert');
    expect(await card().count()).to.equal(0);
    const past = page.locator('#past details');
    await past.locator('summary').click();
    const story = await past.locator('.history > li').allInnerTexts();
    expect(story.map((step) => step.split('\n').filter(Boolean))).to.deep.equal([
      ['Raised, 15 Nov, 14:00'],
      ['Ana Ruiz acknowledged it, 22 Nov, 13:00', 'I will ask about last week.'],
      [
        'Ana Ruiz noted what was discussed, 24 Nov, 13:00',
        'Found: They felt unheard',
        'Done: Took responsibility for my part',
        'I had hurried the last session.',
      ],
      ['Ana Ruiz closed it, 25 Nov, 13:00', 'The bond is back.'],
    ]);
    await picture('closed');
    await press('Open it again');
    expect(await card().innerText()).to.include('Ana Ruiz opened it again');
  });

  it('shows a supervisor the loop in numbers and the suggestions without a barrier, on a phone', async () => {
    const now = new Date(workspace.clock.now).toISOString();
    const given = { kind: 'therapist', subject: 'ben', now, lifetimeMs: 60_000 } as const;
    const value = await createSession(workspace.store, { ...given, roles: ['supervisor'] });
    const office = await browser.newContext({ viewport: phone });
    await office.addCookies([{ name: 'workspace', value, url: workspace.base }]);
    const watched = await office.newPage();
    for (const name of ['overview', 'suggestions', 'suggestions?language=ar']) {
      await watched.goto(`${workspace.base}/workspace/${name}`);
      await watched.evaluate(
        "document.querySelectorAll('details').forEach((one, at) => { one.open = at < 2; })",
      );
      expect(await violations(watched), name).to.deep.equal([]);
      expect(
        await watched.evaluate(
          'document.documentElement.scrollWidth <= document.documentElement.clientWidth',
        ),
        name,
      ).to.equal(true);
      await watched.screenshot({
        path: `${pictures}/alert-${name.replace(/\W+/g, '-')}.png`,
        fullPage: true,
      });
    }
    await office.close();
  });

  it('fits on a phone without a barrier at each step, from right to left too', async () => {
    await context.close();
    const scripted = await browser.newContext({ viewport: phone });
    for (const language of ['en', 'ar']) {
      await signIn(language);
      await picture(language === 'ar' ? 'arabic' : 'reopened');
      const watched = await scripted.newPage();
      await scripted.addCookies(await context.cookies());
      await watched.goto(workspace.base + client);
      await watched.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      expect(await violations(watched)).to.deep.equal([]);
      expect(
        await watched.evaluate(
          'document.documentElement.scrollWidth <= document.documentElement.clientWidth',
        ),
      ).to.equal(true);
      await watched.screenshot({ path: `${pictures}/alert-all-open-${language}.png`, fullPage: true });
      await watched.close();
    }
    await scripted.close();
  });
});
