import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { therapistId } from '../../../../src/domain/ids.ts';
import { createSession } from '../../../../src/state/sign-in.ts';
import { violations } from '../../../helpers/axe.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import { usualHours } from '../../../helpers/usual-hours.ts';
import { openWorkspace, safetyAlert, type Workspace } from '../open-workspace.ts';

/** No letter goes out here: what they do is tested with a real mail server in app-notifications.test.ts. */
const noLetters = { post: () => undefined, open: async () => undefined, settle: async () => undefined };

describe('being told of alerts, in a browser without scripts', function () {
  this.timeout(60_000);
  let workspace: Workspace;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  before(async () => {
    const hours = { ...usualHours, holidays: [], timeZone: 'Europe/Madrid' };
    workspace = await openWorkspace({ workLetters: noLetters, hours });
    await workspace.enrol('c1', {
      label: 'A label that is as long as a label may be, with a wordthatdoesnotbreak_anywhere_x',
      therapist: therapistId('ben'),
      status: 'joined',
      alerts: [{ ...safetyAlert('w'.repeat(200)), called: [therapistId('ana')] }],
    });
    browser = await openBrowser();
    context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    page = await context.newPage();
    const now = new Date(workspace.clock.now).toISOString();
    const roles = ['therapist', 'supervisor'] as const;
    const given = { kind: 'therapist', subject: 'ana', now, lifetimeMs: 60_000, roles } as const;
    const value = await createSession(workspace.store, given);
    await context.addCookies([{ name: 'workspace', value, url: workspace.base }]);
  });
  after(async () => {
    await browser.close();
    await workspace.close();
  });

  for (const path of ['notifications', 'notifications/confirm', 'rota', 'calls/c1', 'overview'])
    it(`shows /${path} on a phone without scrolling sideways, and so that everybody can use it`, async () => {
      await page.goto(`${workspace.base}/workspace/${path}`);
      const width: number = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).to.be.at.most(360);
      expect(await violations(page)).to.deep.equal([]);
    });

  it('takes what somebody chooses by the keyboard alone', async () => {
    const still = await browser.newContext({ javaScriptEnabled: false });
    await still.addCookies(await context.cookies());
    const plain = await still.newPage();
    await plain.goto(`${workspace.base}/workspace/notifications`);
    await plain.getByLabel('Teams', { exact: true }).focus();
    await plain.keyboard.press('Space');
    await plain.getByLabel('From').fill('20:00');
    await plain.getByLabel('Until').fill('07:00');
    await plain.getByLabel('Until').press('Enter');
    await plain.getByRole('status').waitFor();
    const { document } = (await workspace.store.therapists.get('clinic', 'ana'))!;
    expect(document.notify).to.deep.equal({
      channels: ['mail'],
      quiet: { from: { hour: 20, minute: 0 }, to: { hour: 7, minute: 0 }, timeZone: 'Europe/Madrid' },
    });
    await still.close();
  });
});
