import { expect } from 'chai';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { violations } from '../../helpers/axe.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { openLine, type Line } from '../../helpers/line.ts';

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

describe('the chat page in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let line: Line;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  const open = async (
    given: { options?: BrowserContextOptions; hideAfter?: { idleSeconds: number; awaySeconds: number } } = {},
  ) => {
    line = await openLine({ ...(given.hideAfter && { hideAfter: given.hideAfter }) });
    complaints = [];
    context = await browser.newContext({
      locale: 'en-GB',
      timezoneId: 'Europe/Madrid',
      ...phone,
      ...given.options,
    });
    // The stock client waits 3 to 15 seconds before it comes back.
    await context.addInitScript('Math.random = () => 0');
    page = await context.newPage();
    page.on('console', (message) => {
      // The browser's own note on a refused request.
      if (message.text().startsWith('Failed to load resource')) return;
      complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(line.origin)) {
        complaints.push(`left for ${request.url().slice(0, 60)}`);
      }
    });
  };
  afterEach(async () => {
    await context.close();
    await line.close();
  });

  const enter = async () => {
    await page.goto(`${line.origin}/chat?invite=${await line.invite()}`);
    await page.getByText('hello').first().waitFor();
  };
  const say = async (text: string) => {
    await page.getByRole('textbox').fill(text);
    await page.getByRole('textbox').press('Enter');
  };
  const banner = () => page.locator('#line[role=status]');

  it('opens by an invite, is usable by thumb, and offends no policy', async () => {
    await open();
    await context.addInitScript(`
      window.readOut = [0, false];
      new MutationObserver(() => {
        for (const said of document.querySelectorAll('.webchat__live-region-activity')) {
          if (said.querySelector('button, input, [role=button]')) readOut[0] += 1;
          if (said.textContent.includes('How was it?') && !/attachment|10/.test(said.textContent)) readOut[1] = true;
        }
      }).observe(document, { childList: true, subtree: true });`);
    await enter();
    expect(page.url()).to.equal(`${line.origin}/chat`);
    expect(await page.evaluate('[localStorage.length, sessionStorage.length, history.state]')).to.deep.equal([
      0,
      0,
      null,
    ]);

    await say('card');
    for (const label of ['0', '5', '6', '10', 'Skip']) {
      const button = page.getByRole('button', { name: label, exact: true }).last();
      const box = (await button.boundingBox())!;
      expect(box.width, label).to.be.at.least(44);
      expect(box.height, label).to.be.at.least(44);
      const text = button.locator('p, div').first();
      expect(await text.evaluate((at) => at.scrollWidth <= at.clientWidth), label).to.equal(true);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360);
    expect(await violations(page)).to.deep.equal([]);

    expect(await page.evaluate('window.readOut')).to.deep.equal([0, true]);

    await page.getByRole('button', { name: '10', exact: true }).tap();
    await page.getByText('✓ 10').first().waitFor();
    const { value, locale, localTimezone } = line.bot.received.at(-1)!;
    expect([value.rating, locale, localTimezone]).to.deep.equal([10, 'en-GB', 'Europe/Madrid']);
    expect(complaints).to.deep.equal([]);
  });

  it('shows what a client writes as they wrote it', async () => {
    await open();
    await enter();
    const text = '<img src=x onerror=alert(1)> **not bold** :( [x](javascript:alert(1))';
    await say(text);
    await page.getByText(`echo: ${text}`).first().waitFor();
    await page.getByText(text, { exact: true }).first().waitFor();
    expect(await page.locator('#chat img').count()).to.equal(0);
    expect(complaints).to.deep.equal([]);
  });

  it('speaks Spanish to a browser that does, on a wide screen too', async () => {
    await open({ options: { locale: 'es-MX', viewport: { width: 1280, height: 800 }, isMobile: false } });
    await enter();
    expect(await page.title()).to.equal('Mensajes');
    await page.getByPlaceholder('Escribe un mensaje').waitFor();
    await page.getByRole('button', { name: 'Salir' }).waitFor();
    await say('card');
    await page.getByRole('button', { name: '7', exact: true }).waitFor();
    expect(line.bot.received.at(-1)!.locale).to.equal('es-MX');
    expect(await violations(page)).to.deep.equal([]);
    expect(complaints).to.deep.equal([]);
  });

  it('shows the conversation again after a reload', async () => {
    await open();
    await enter();
    await say('one');
    await page.getByText('echo: one').first().waitFor();
    await page.reload();
    await page.getByText('echo: one').first().waitFor();
    expect(await page.getByText('hello', { exact: true }).count()).to.be.greaterThan(0);
    expect(complaints).to.deep.equal([]);
  });

  it('comes in when the first answer got lost on its way', async () => {
    await open();
    await page.route('**/api/webchat/token', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.goto(`${line.origin}/chat?invite=${await line.invite()}`);
    await banner().getByText('No connection').waitFor();
    await page.unroute('**/api/webchat/token');
    await page.getByText('hello').first().waitFor();
    await banner().getByText('Connected again').waitFor();
  });

  it('comes in when it was reloaded before the first answer came', async () => {
    await open();
    await page.route('**/api/webchat/token', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.goto(`${line.origin}/chat?invite=${await line.invite()}`);
    await banner().getByText('No connection').waitFor();
    await page.unroute('**/api/webchat/token');
    expect(page.url()).to.equal(`${line.origin}/chat`);
    await page.reload();
    await page.getByText('hello').first().waitFor();
  });

  it('says what to do when an invite does not open it', async () => {
    await open();
    const invite = await line.invite();
    const use = await fetch(`${line.origin}/api/webchat/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ invite }),
    });
    expect(use.status).to.equal(200);
    for (const [query, words] of [
      [`?invite=${invite}`, 'already opened on another device'],
      ['?invite=NOSUCHCODE', 'Part of the link may be missing'],
      ['', 'Use the link you received'],
    ] as const) {
      const fresh = await context.newPage();
      await fresh.goto(`${line.origin}/chat${query}`);
      await fresh.getByText(words).waitFor();
      expect(await fresh.getByText('ask your therapist for a new').count()).to.equal(1);
      expect(await fresh.getByRole('button').allInnerTexts()).to.deep.equal(['Leave', 'Open']);
      expect(await violations(fresh)).to.deep.equal([]);
      await fresh.close();
    }
    line.ahead = 4 * 86_400_000;
    await page.goto(`${line.origin}/chat?invite=${await line.invite('client-2')}`);
    await page.getByText('hello').first().waitFor();
  });

  it('takes a code that is typed there, and says so when it does not open', async () => {
    await open();
    await page.goto(`${line.origin}/chat`);
    const field = page.getByLabel('Or type a code');
    await field.fill('ABCD-EFGH');
    await field.press('Enter');
    await page.getByRole('alert').getByText('This code does not open').waitFor();
    expect(await violations(page)).to.deep.equal([]);
    await field.fill((await line.invite()).toLowerCase());
    await page.getByRole('button', { name: 'Open', exact: true }).tap();
    await page.getByText('hello').first().waitFor();
    expect(await page.locator('#notice').isVisible()).to.equal(false);
    expect(await page.evaluate('history.state')).to.equal(null);
    expect(complaints).to.deep.equal([]);
  });

  it('says when the line is down and when it is back, and goes on', async () => {
    await open();
    await enter();
    await line.restart();
    await banner().getByText('No connection. What you sent before is kept').waitFor();
    expect(await violations(page)).to.deep.equal([]);
    await banner().getByText('Connected again').waitFor();
    await say('after');
    await page.getByText('echo: after').first().waitFor();
    await page.locator('#line:empty').waitFor({ state: 'attached' });
  });

  it('says that a tap did not arrive, or a text', async () => {
    await open();
    await enter();
    await say('card');
    const seven = page.getByRole('button', { name: '7', exact: true });
    await seven.waitFor();
    await page.route('**/activities', (route) => route.fulfill({ status: 409, body: '{}' }));
    await seven.tap();
    await banner().getByText('Your last tap did not go through').waitFor();
    await say('neither does this');
    await page.getByText('Send failed').first().waitFor();
    await page.unroute('**/activities');
    await seven.tap();
    await page.getByText('✓ 7').first().waitFor();
    await page.locator('#line:empty').waitFor({ state: 'attached' });
  });

  for (const hours of [20, 31 * 24]) {
    it(`gets a new token by itself when its own has expired, after ${hours} hours`, async () => {
      await open();
      await enter();
      line.ahead = hours * 60 * 60 * 1000;
      const renewed = page.waitForResponse('**/api/webchat/token');
      await say('kept');
      expect((await renewed).status()).to.equal(200);
      await page.getByText('hello', { exact: true }).first().waitFor();
      const box = page.getByRole('textbox');
      while ((await box.inputValue()) !== 'kept') await page.waitForTimeout(50);
      await box.press('Enter');
      await page.getByText('echo: kept').first().waitFor();
    });
  }

  it('says so when the conversation is gone', async () => {
    await open();
    await enter();
    const stored = (await line.store.clients.get('client-1', 'client-1'))!;
    await line.store.clients.remove('client-1', 'client-1', stored.etag);
    await line.restart();
    await page.getByText('This conversation is no longer here').waitFor();
    expect(await page.getByText('hello').count()).to.equal(0);
  });

  it('is left by one tap or by Escape twice, and Back does not lead there', async () => {
    await open();
    for (const leave of [
      () => page.getByRole('button', { name: 'Leave' }).tap(),
      async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
      },
    ]) {
      await page.goto(`${line.origin}/leave`);
      await enter();
      await leave();
      await page.waitForURL(`${line.origin}/leave`);
      await page.getByText('There is nothing here').waitFor();
      await page.goBack();
      expect(page.url()).to.equal(`${line.origin}/leave`);
      expect(await page.getByText('hello').count()).to.equal(0);
    }
  });

  it('hides the conversation from a phone left lying, and shows it at a tap', async () => {
    await open({ hideAfter: { idleSeconds: 8, awaySeconds: 60 } });
    await enter();
    await page.getByRole('textbox').focus();
    const uncover = page.getByRole('button', { name: 'Tap to continue' });
    await uncover.waitFor();
    expect(await page.getByText('hello').first().isVisible()).to.equal(false);
    expect(await page.getByRole('textbox').count()).to.equal(0);
    expect(await violations(page)).to.deep.equal([]);
    await uncover.tap();
    expect(await page.getByText('hello').first().isVisible()).to.equal(true);
    expect(await page.evaluate('document.activeElement.tagName')).to.match(/INPUT|TEXTAREA/);
  });

  it('hides it when the page was in the background', async () => {
    await open({ hideAfter: { idleSeconds: 600, awaySeconds: 60 } });
    await context.addInitScript(`
      const now = Date.now;
      window.turn = (hidden, ahead = 0) => {
        Date.now = () => now() + ahead * 1000;
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      };`);
    await enter();
    await page.evaluate('turn(true); turn(false, 30)');
    expect(await page.getByText('hello').first().isVisible()).to.equal(true);
    await page.evaluate('turn(true); turn(false, 95)');
    await page.getByRole('button', { name: 'Tap to continue' }).waitFor();
    expect(await page.getByText('hello').first().isVisible()).to.equal(false);
  });
});
