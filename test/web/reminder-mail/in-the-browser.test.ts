import { mkdir } from 'node:fs/promises';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { clientId } from '../../../src/domain/ids.ts';
import { confirmAddress } from '../../../src/domain/reminder-mail-life.ts';
import { violations } from '../../helpers/axe.ts';
import { launchBrowser } from '../../helpers/browser.ts';
import { openPostOffice, type PostOffice } from '../../helpers/post-office.ts';

const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };

describe('the pages behind the links in letters, in a real browser', function () {
  this.timeout(60_000);
  let office: PostOffice;
  let browser: Browser;
  const complaints: string[] = [];
  before(async () => {
    await mkdir('screenshots', { recursive: true });
    office = await openPostOffice();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await office?.close();
  });

  async function visit(language: string): Promise<Page> {
    await office.gives('someone@example.org', { language });
    const subject = { client: clientId('client-1'), address: 'of-someone@example.org' };
    const page = await browser.newPage({ viewport: phone });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol !== 'data:' && origin !== office.origin) complaints.push(origin);
    });
    await page.goto(await office.post.links.to('confirm', subject, '2026-11-24T18:00:00.000Z'));
    return page;
  }
  async function picture(page: Page, name: string): Promise<void> {
    for (const [size, viewport] of [
      ['phone', phone],
      ['desktop', desktop],
    ] as const) {
      await page.setViewportSize(viewport);
      await page.screenshot({ path: `screenshots/${name}-${size}.png` });
    }
    await page.setViewportSize(phone);
  }
  const fits = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= innerWidth');
  const heading = (page: Page) => page.getByRole('heading').textContent();

  for (const [language, yes, done] of [
    ['en', 'Yes, confirm my address', 'Your address is confirmed'],
    ['ar', 'نعم، أؤكّد عنواني', 'تم تأكيد عنوانك'],
  ] as const)
    it(`confirm by a tap, on a phone, in ${language}`, async () => {
      const page = await visit(language);
      await picture(page, `40-mail-confirm-${language}`);
      expect(await violations(page)).to.deep.equal([]);
      expect(await fits(page)).to.equal(true);
      for (const button of await page.getByRole('button').all())
        expect((await button.boundingBox())?.height).to.be.at.least(44);
      await page.getByRole('button', { name: yes }).click();
      await page.getByRole('heading', { name: done }).waitFor();
      await picture(page, `41-mail-confirmed-${language}`);
      expect((await office.client()).reminderMail?.address?.confirmedAt).to.equal(office.now);
      await page.close();
    });

  it('let a stranger say no for good, from the same page', async () => {
    const page = await visit('de');
    await page.getByRole('button', { name: 'Nein, mir nie schreiben' }).click();
    await page.getByRole('heading', { name: 'Keine E-Mails mehr' }).waitFor();
    expect((await office.client()).reminderMail?.address).to.equal(undefined);
    await page.close();
  });

  it('stop by a tap', async () => {
    const page = await visit('en');
    const stored = (await office.store.clients.get('client-1', 'client-1'))!;
    const confirmed = confirmAddress(stored.document.client, 'of-someone@example.org', office.now);
    if (!confirmed.ok) throw new Error(confirmed.reason);
    await office.store.clients.put('client-1', { ...stored.document, client: confirmed.client }, stored.etag);
    await page.goto(
      await office.post.links.to('stop', {
        client: clientId('client-1'),
        address: 'of-someone@example.org',
      }),
    );
    await picture(page, '42-mail-stop');
    await page.getByRole('button').click();
    await page.getByRole('heading', { name: 'No more e-mails' }).waitFor();
    expect(await heading(page)).to.equal('No more e-mails');
    expect((await office.client()).reminderMail?.address).to.equal(undefined);
    await page.close();
  });

  it('ask nothing of anybody else, and offend no policy of their own', () => {
    expect(complaints).to.deep.equal([]);
  });
});
