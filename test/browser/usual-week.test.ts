import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../helpers/browser.ts';
import { openChatApp, type ChatApp } from '../helpers/open-chat-app.ts';
import { webChat } from '../helpers/web-chat.ts';

/** What product.md promises a client: at most 10 taps and 90 seconds. */
const most = { taps: 10, ms: 90_000 };
/** A person reads the question, and looks for the answer. */
const pauseMs = 2000;

describe('a usual week on a phone', function () {
  this.timeout(most.ms + 60_000);
  let chats: ChatApp;
  let browser: Browser;

  before(async () => {
    [chats, browser] = await Promise.all([openChatApp(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await chats?.close();
  });

  it('takes ten taps and less than 90 seconds, with two seconds before each', async () => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    });
    const page = await context.newPage();
    const chat = webChat(page);
    await page.goto(await chats.enrol({}));
    await chat.said('working toward the same things');

    const begun = performance.now();
    let taps = 0;
    for (const [label, next] of [
      ['8', 'fit what you want'],
      ['9', 'How far along'],
      ['7', 'make sense to you'],
      ['8', 'How useful'],
      ['8', 'How did it go'],
      ['Done', 'How hard'],
      ['3', 'How cared for'],
      ['9', 'How free'],
      ['10', 'These are your answers'],
      ['Send my answers', 'Your next check-in starts on'],
    ] as const) {
      await page.waitForTimeout(pauseMs);
      await chat.tap(label, next);
      taps += 1;
    }
    const ms = performance.now() - begun;

    expect(taps).to.equal(most.taps);
    expect(ms)
      .to.be.above(taps * pauseMs)
      .and.below(most.ms);
    const { document } = (await chats.app.store.clients.get('client-1', 'client-1'))!;
    expect(document.client.checkIn?.status).to.equal('complete');
    expect(document.client.checkIn?.sentAt).to.be.a('string');
    expect(Object.keys(document.client.checkIn?.answers ?? {})).to.have.length(9);
    await context.close();
  });
});
