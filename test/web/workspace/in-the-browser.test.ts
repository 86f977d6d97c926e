import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createSession } from '../../../src/state/sign-in.ts';
import { violations } from '../../helpers/axe.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { allianceAlert, due, openWorkspace, safetyAlert, weeks, type Workspace } from './open-workspace.ts';

const client = '/workspace/clients/c1';

describe('the workspace in a browser', function () {
  this.timeout(60_000);
  let workspace: Workspace;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    workspace = await openWorkspace();
    browser = await openBrowser();
    context = await browser.newContext();
    page = await context.newPage();
    page.on('console', (message) => {
      if (!message.text().startsWith('Failed to load resource')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(workspace.base))
        complaints.push(`left for ${request.url().slice(0, 60)}`);
    });
    const told = weeks([8, 8, null, 7, [6, 7, 7, 8, 3, 4]]).map((week, place) =>
      place === 4 ? { ...week, comment: 'A comment', wantsToTalk: true } : week,
    );
    await workspace.enrol('c1', {
      label: 'A label that is as long as a label may be, with a wordthatdoesnotbreak_anywhere_x',
      status: 'joined',
      due,
      recent: told,
      alerts: [allianceAlert(), safetyAlert('Words of the client')],
      goals: [{ id: 'goal-one', title: 'Sleep through the night', agreedAt: '2026-10-01T00:00:00.000Z' }],
      homework: [{ id: 'work-one', title: 'x'.repeat(120), setAt: '2026-10-01T00:00:00.000Z' }],
    });
    await workspace.enrol('c2');
    const now = new Date(workspace.clock.now).toISOString();
    const code = await createSession(workspace.store, {
      kind: 'sign-in',
      subject: 'ana',
      now,
      lifetimeMs: 60_000,
    });
    await page.goto(`${workspace.base}/workspace/sign-in?code=${code}`);
  });
  after(async () => {
    await browser.close();
    await workspace.close();
  });

  const openAll = () =>
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
  const fits = () =>
    page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

  for (const [name, path] of [
    ['the caseload', '/workspace'],
    ['a search without a find', '/workspace?q=zzz'],
    ['the form for a new client', '/workspace/enrol'],
    ["a client's page", client],
    ['one who was just invited', '/workspace/clients/c2'],
    ['the page about Teams', '/workspace/teams'],
    ['a page that is not there', '/workspace/clients/nobody'],
  ] as const) {
    it(`shows ${name} without a barrier, on a phone and on a desk`, async () => {
      for (const viewport of [
        { width: 360, height: 740 },
        { width: 1280, height: 900 },
      ]) {
        await page.setViewportSize(viewport);
        await page.goto(workspace.base + path);
        expect(await fits(), `${viewport.width} wide`).to.equal(true);
        await openAll();
        expect(await violations(page)).to.deep.equal([]);
        expect(await fits(), `${viewport.width} wide, all open`).to.equal(true);
      }
    });

    it(`gives ${name} one heading of the first rank, and leaves none out below it`, async () => {
      await page.goto(workspace.base + path);
      const ranks = await page.evaluate<number[]>(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((one) => Number(one.tagName[1]))",
      );
      expect(ranks.filter((rank) => rank === 1)).to.have.length(1);
      ranks.reduce((before, rank) => {
        expect(rank, ranks.join(' ')).to.be.at.most(before + 1);
        return rank;
      }, 0);
    });
  }

  it('fits from right to left, on a phone and on a desk', async () => {
    const { document, etag } = (await workspace.store.therapists.get('clinic', 'ana'))!;
    await workspace.store.therapists.put('clinic', { ...document, language: 'ar' }, etag);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      for (const path of ['/workspace', client, '/workspace/enrol', '/workspace/notifications']) {
        await page.goto(workspace.base + path);
        expect(await page.locator('html').getAttribute('dir')).to.equal('rtl');
        expect(await fits(), `${path} ${width} wide`).to.equal(true);
      }
    }
    const now = (await workspace.store.therapists.get('clinic', 'ana'))!;
    await workspace.store.therapists.put('clinic', document, now.etag);
  });

  it('shows a code for Teams without a barrier, and how to go on', async () => {
    for (const viewport of [
      { width: 360, height: 740 },
      { width: 1280, height: 900 },
    ]) {
      await page.setViewportSize(viewport);
      await page.goto(`${workspace.base}/workspace/teams`);
      await page.getByRole('button', { name: 'Get a code' }).click();
      expect(await page.getByLabel('Code, for you alone').inputValue()).to.match(/^TEAMS(-\w{4}){3}$/);
      expect(await violations(page)).to.deep.equal([]);
      expect(await fits(), `${viewport.width} wide`).to.equal(true);
    }
  });

  it('shows the sign-in page without a barrier', async () => {
    const stranger = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const door = await stranger.newPage();
    await door.goto(`${workspace.base}/workspace`);
    expect(await violations(door)).to.deep.equal([]);
    await stranger.close();
  });

  it('is used by keyboard alone: skip to the content, acknowledge with a note', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(workspace.base + client);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).to.equal('#main');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).to.equal('main');
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement.id')) === 'note-safety') break;
    }
    await page.keyboard.type('Called at once.');
    await page.keyboard.press('Tab');
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).to.equal('solid');
    await Promise.all([page.waitForURL('**done=acknowledged'), page.keyboard.press('Enter')]);
    expect(await page.locator('.alert-safety .history').innerText()).to.include('Called at once.');
  });

  it('enrols a client and shows their link, in a browser as it does over HTTP', async () => {
    await page.goto(`${workspace.base}/workspace/enrol`);
    await page.getByLabel('Label').fill('From the browser');
    await page.getByRole('button', { name: 'Enrol and get the link' }).click();
    await page.waitForURL('**done=enrolled#link');
    expect(await page.getByLabel('Link', { exact: true }).inputValue()).to.include('/chat?invite=');
    expect(await page.getByRole('status').innerText()).to.include('Enrolled');
  });

  it('puts a refused field under the cursor, with what was typed', async () => {
    await page.goto(workspace.base + client);
    await page.getByLabel('New goal').fill('y'.repeat(200));
    await page.getByRole('button', { name: 'Agree goal' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate('document.activeElement.id')).to.equal('goals-new');
    expect(await page.getByLabel('New goal').inputValue()).to.equal('y'.repeat(200));
    expect(await violations(page)).to.deep.equal([]);
  });

  it('never asked another host for anything, and its own policy had nothing to stop', () => {
    expect(complaints).to.deep.equal([]);
  });
});
