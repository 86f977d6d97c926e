import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { violations } from '../helpers/axe.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { openChatApp, type ChatApp } from '../helpers/open-chat-app.ts';
import { webChat, type WebChat } from '../helpers/web-chat.ts';

const instrument = { INSTRUMENTS_DIR: 'test/browser/every-card', INSTRUMENT: 'every-card' };

/** Those that have what the others have not. */
const named = new Set(['quantity', 'date-time', 'ticks', 'summary']);

/** A made-up questionnaire with a question for each card there is, on a phone. */
describe('every card, in a real browser', function () {
  this.timeout(90_000);
  let chats: ChatApp;
  let browser: Browser;
  let page: Page;
  let chat: WebChat;

  before(async () => {
    [chats, browser] = await Promise.all([openChatApp(instrument), launchBrowser()]);
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    });
    page = await context.newPage();
    page.setDefaultTimeout(8000);
    chat = webChat(page);
    await page.goto(await chats.enrol({}));
    await chat.said('working toward the same things');
  });
  after(async () => {
    await browser?.close();
    await chats?.close();
  });

  const field = (name: string) => page.locator('.ac-adaptiveCard').last().getByLabel(name, { exact: true });
  const send = (next: string | RegExp) => chat.tap('Send this answer', next);
  const given = async (linkId: string) =>
    (await chats.app.store.clients.get('client-1', 'client-1'))?.document.client.checkIn?.answers[linkId];
  const sound = async (name: string) => {
    await chat.picture(`card-${name}`);
    expect(await page.evaluate(tooSmall), name).to.deep.equal([]);
    if (named.has(name)) expect(await violations(page), name).to.deep.equal([]);
  };

  it('a number with its unit, and what is said where it is missing or out of bounds', async () => {
    await chat.tap('8', 'How long did you sleep');
    await sound('number');
    await send('I did not get any words');
    await field('Number (hours)').fill('25');
    await send(/\b24\b/);
    await field('Number (hours)').fill('7.5');
    await send('What do you weigh');
    expect(await given('sleep')).to.deep.equal({ kind: 'number', value: 7.5 });
  });

  it('a number with one of several units', async () => {
    const last = page.getByRole('button', { name: 'Stop for now' }).last();
    const isSeen = () => last.evaluate((at) => at.getBoundingClientRect().bottom < 690);
    while (!(await isSeen())) await page.waitForTimeout(50);
    await sound('quantity');
    await field('Number').fill('150');
    await field('Unit').selectOption('pounds');
    await send('Since when');
    expect(await given('weight')).to.deep.include({ kind: 'quantity', value: 150 });
    await page.getByText('✓ 150 pounds').first().waitFor();
  });

  it('a day, a time, and both, by keyboard alone', async () => {
    await sound('date');
    await field('Day').fill('2026-01-05');
    await page.keyboard.press('Tab');
    const before = page.getByRole('button', { name: 'Send this answer' }).last();
    while (!(await before.evaluate((at) => at.matches(':focus')))) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await chat.said('usually get up');
    expect(await page.evaluate('document.activeElement.type')).to.equal('time');
    await page.keyboard.type('0730AM');
    while (!(await page.evaluate("document.activeElement.role === 'button'")))
      await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await chat.said('last session');
    expect(await given('since')).to.deep.equal({ kind: 'date', value: '2026-01-05' });
    expect(await given('up')).to.deep.equal({ kind: 'time', value: '07:30:00' });
    await sound('date-time');
    await field('Day').fill('2026-07-05');
    await field('Time').fill('10:30');
    await send('Which month');
    expect(await given('last')).to.deep.equal({ kind: 'dateTime', value: '2026-07-05T10:30:00+01:00' });
  });

  it('one of a long list', async () => {
    await sound('drop-down');
    await field('Choose one').selectOption('May');
    await send('What helped');
    expect(await given('month')).to.deep.equal({ kind: 'option', code: 'may' });
  });

  it('boxes under headings, and own words', async () => {
    await sound('ticks');
    await field('Family').check();
    await field('Music').check();
    await field('Something else, in your own words').fill('My cat, *Tom*');
    await chat.tap('That is all', 'How did you come here');
    expect(await given('helped')).to.deep.equal({
      kind: 'options',
      codes: ['family', 'music'],
      other: ['My cat, *Tom*'],
    });
  });

  it('buttons, and own words', async () => {
    await sound('open-choice');
    await chat.type('on a horse', 'your wish for next week');
    expect(await given('came')).to.deep.equal({ kind: 'text', value: 'on a horse' });
  });

  it('words, and those that the questionnaire offers', async () => {
    await sound('words');
    await chat.tap('Keep “More rest”', 'answer this again');
    expect(await given('wish')).to.deep.equal({ kind: 'text', value: 'More rest' });
  });

  it('the summary, with each answer', async () => {
    await sound('yes-or-no');
    await chat.tap('Yes', 'These are your answers');
    await sound('summary');
    const card = page.locator('.ac-adaptiveCard');
    expect(await card.count(), 'a card that was answered takes no more taps').to.equal(1);
    expect(await card.innerText()).to.match(
      /7\.5\shours[^]*150\spounds[^]*5 January 2026[^]*07:30[^]*5 July 2026/,
    );
  });
});

/** What can be tapped and is less than 44 px high. */
const tooSmall = `[...document.querySelectorAll('.ac-adaptiveCard :is([role=button], button, select, textarea, input:not([type=checkbox], [type=radio]))')]
  .map((at) => [at.outerHTML.slice(0, 120), at.getBoundingClientRect().height])
  .filter(([, height]) => height > 0 && height < 43.5)`;
