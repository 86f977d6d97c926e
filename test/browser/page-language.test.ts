import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../helpers/browser.ts';
import { openChatApp, type ChatApp } from '../helpers/open-chat-app.ts';
import { webChat } from '../helpers/web-chat.ts';

describe('the language of the chat page', function () {
  this.timeout(60_000);
  let chats: ChatApp;
  let browser: Browser;

  before(async () => {
    [chats, browser] = await Promise.all([openChatApp(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await chats?.close();
  });

  it('follows the one that the client chooses in the chat, keeps what is being written, and asks once', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
    const page = await context.newPage();
    const chat = webChat(page);
    await page.goto(await chats.enrol({}));
    await chat.said('working toward the same things');
    const box = page.locator('[data-id="webchat-sendbox-input"]');
    await chat.type('language', 'Which language would you like');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));

    await box.fill('half a thou');
    await chat.tap('العربية', 'هل تعملان أنت ومعالجك');
    await page.locator('html[lang=ar][dir=rtl]').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: '8', exact: true }).waitFor();
    expect(await page.title()).to.equal('الرسائل');
    expect(await page.locator('body > header').innerText()).to.match(/^الرسائل\s+مغادرة$/);
    expect(await page.getByRole('button', { name: 'مغادرة' }).getAttribute('title')).to.contain('Escape');
    expect(await box.getAttribute('placeholder')).to.equal('كتابة رسالة');
    expect(await box.inputValue()).to.equal('half a thou');
    expect(await page.evaluate('document.activeElement.ariaLabel')).to.equal('0');
    await page.getByText('working toward the same things').first().waitFor();

    await page.reload();
    await chat.said('هل تعملان أنت ومعالجك');
    expect(await page.locator('html').getAttribute('lang')).to.equal('ar');
    await chat.tap('8', 'إلى أي حد تناسب');
    expect(asked.filter((path) => path === '/chat')).to.have.length(2);
    await context.close();
  });
});
