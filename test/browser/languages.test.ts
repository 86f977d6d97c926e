import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { countryName, languageName, weekdayName } from '../../src/dialogs/names.ts';
import { clientId } from '../../src/domain/ids.ts';
import { questionText, textIn } from '../../src/domain/questions/question.ts';
import { createTexts } from '../../src/i18n/index.ts';
import { violations } from '../helpers/axe.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { builtIn } from '../helpers/built-in.ts';
import { openChatApp, type ChatApp } from '../helpers/open-chat-app.ts';
import { webChat } from '../helpers/web-chat.ts';

const texts = createTexts();
const { items } = builtIn();
const newcomer = {
  status: 'invited',
  language: undefined,
  country: undefined,
  consent: undefined,
  due: undefined,
} as const;

/** One of them in every test run, all with `npm run look`: their pictures are to be looked at. */
const looked = <T>(all: readonly T[]): readonly T[] =>
  process.env['LOOK'] === 'all' ? all : all.slice(0, 1);

/** The whole way from the invite to the thanks, by taps and some typing, with nothing but the language to go by. */
describe('a check-in in another language, in a real browser', function () {
  this.timeout(120_000);
  let chats: ChatApp;
  let browser: Browser;

  before(async () => {
    [chats, browser] = await Promise.all([openChatApp(), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await chats?.close();
  });

  for (const [language, locale, country, titles] of looked([
    ['ar', 'en-GB', 'EG', { goal: 'النوم قبل منتصف الليل', homework: 'دفتر النوم (Sleep diary)' }],
    ['de', 'de-AT', 'AT', { goal: 'Vor Mitternacht schlafen gehen', homework: 'Schlaftagebuch führen' }],
    ['zh-Hans', 'zh-CN', 'CN', { goal: '午夜前上床睡觉', homework: '睡眠日记' }],
  ] as const)) {
    it(`is whole in ${language}`, async () => {
      const now = new Date().toISOString();
      const link = await chats.enrol({
        id: clientId(`client-${language}`),
        ...newcomer,
        goals: [{ id: 'g1', title: titles.goal, agreedAt: now }],
        homework: [{ id: 'h1', title: titles.homework, setAt: now }],
      });
      const context = await browser.newContext({
        viewport: { width: 360, height: 740 },
        locale,
        timezoneId: 'Europe/Berlin',
      });
      const page = await context.newPage();
      const chat = webChat(page);
      const t = texts(language);
      const digit = (value: number) => new Intl.NumberFormat(`${language}-${country}`).format(value);
      const question = (linkId: string): string => {
        const item = items.find((one) => one.linkId === linkId)!;
        const subject = item.each && { id: '', title: item.each === 'goal' ? titles.goal : titles.homework };
        return questionText({ text: item.text, ...(subject && { subject }) }, language);
      };
      const option = (linkId: string, code: string): string => {
        const { answer } = items.find((one) => one.linkId === linkId)!;
        if (answer.kind !== 'choice') throw new Error('no options');
        return textIn(answer.options.find((one) => one.code === code)!.display, language);
      };
      const look = async (name: string) => {
        await chat.picture(`${language}-${name}`);
        if (/^(06|11)/.test(name) && language !== 'zh-Hans') expect(await violations(page)).to.deep.equal([]);
      };

      await page.goto(link);
      await chat.said(texts(texts.nearest(locale))('chat.join.language.question'));
      await look('01-language');
      await chat.tap(languageName(language), t('chat.join.country.question'));
      await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
      await look('02-country');
      await chat.tap(countryName(country, language), begin(t('chat.join.consent.question')));
      await look('03-consent');
      await chat.tap(t('chat.join.consent.agree'), t('chat.join.day.question'));
      await look('04-day');
      await chat.tap(weekdayName(1, language), begin(t('chat.join.time.question')));
      await look('05-time');
      await chat.tap('18:00', question('goals-same'));
      await look('06-first-question');
      await chat.tap(digit(8), question('goals-fit'));
      await look('07-second-question');
      await chat.tap(digit(10), question('goal-progress'));
      await chat.tap(digit(7), question('tasks-sense'));
      await chat.tap(digit(8), question('tasks-useful'));
      await chat.tap(digit(8), question('homework-status'));
      await look('08-homework');
      await chat.tap(option('homework-status', 'not-done'), question('homework-difficulty'));
      await chat.tap(digit(8), question('homework-barriers'));
      await look('09-barriers');
      await page.getByRole('checkbox').nth(1).check();
      await chat.tap(t('chat.chosen'), question('bond-care'));
      await chat.type('6 7', question('bond-care'));
      await look('10-unclear');
      await chat.tap(digit(8), question('bond-open'));
      await chat.tap(digit(9), begin(t('chat.summary.text')));
      await look('11-summary');
      await page.getByRole('textbox').first().fill(titles.homework);
      await look('12-comment');
      await chat.tap(t('chat.summary.send'), begin(t('chat.thanks')));
      await look('13-thanks');
      await context.close();
    });
  }
});

/** The words of a text up to where something is filled in. */
const begin = (text: string): string => text.split(/\n|\{\{/)[0]!.trim();
