import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { createApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { countryName, languageName, weekdayName } from '../../src/dialogs/names.ts';
import { clientId } from '../../src/domain/ids.ts';
import { questionText, textIn } from '../../src/domain/question.ts';
import { createTexts, type Language } from '../../src/i18n/index.ts';
import { createLog } from '../../src/log.ts';
import { createInvite } from '../../src/state/claim-invite.ts';
import { performAndClear } from '../../src/state/change-document.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import { violations } from '../helpers/axe.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { builtIn } from '../helpers/built-in.ts';
import { webChat } from '../helpers/web-chat.ts';

const texts = createTexts();
const { items } = builtIn();

/** The whole way from the invite to the thanks, by taps and some typing, with nothing but the language to go by. */
describe('a check-in in another language, in a real browser', function () {
  this.timeout(120_000);
  let directory: string;
  let app: App;
  let browser: Browser;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'languages-'));
    const read = readConfig({ PORT: '0', DATA_DIR: directory });
    if (!read.ok) throw new Error(read.faults.join());
    app = await createApp(read.config, 'empty', { log: createLog({ level: 'silent' }) });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await app?.close();
    await rm(directory, { recursive: true, force: true });
  });

  async function enrol(language: Language, titles: { goal: string; homework: string }): Promise<string> {
    const { store, clinic } = app;
    const id = clientId(`client-${language}`);
    const now = new Date().toISOString();
    const document = newClientDocument({
        id,
        therapist: clinic.therapist,
        label: 'A. B.',
        status: 'invited',
        demo: false,
        enrolledAt: now,
        recent: [],
        alerts: [],
        goals: [{ id: 'g1', title: titles.goal, agreedAt: now }],
        homework: [{ id: 'h1', title: titles.homework, setAt: now }],
    });
    const put = await store.clients.put(id, document, 'absent');
    if (put.ok) await performAndClear(store, { document, etag: put.etag });
    return (await createInvite(store, { client: id, therapist: clinic.therapist, now, days: 3 })).id;
  }

  for (const [language, locale, country, titles] of [
    ['ar', 'ar-EG', 'EG', { goal: 'النوم قبل منتصف الليل', homework: 'دفتر النوم (Sleep diary)' }],
    ['de', 'de-AT', 'AT', { goal: 'Vor Mitternacht schlafen gehen', homework: 'Schlaftagebuch führen' }],
    ['zh-Hans', 'zh-CN', 'CN', { goal: '午夜前上床睡觉', homework: '睡眠日记' }],
  ] as const) {
    it(`is whole in ${language}`, async () => {
      const invite = await enrol(language, titles);
      const context = await browser.newContext({
        viewport: { width: 360, height: 740 },
        locale,
        timezoneId: 'Europe/Berlin',
      });
      const page = await context.newPage();
      const chat = webChat(page);
      const t = texts(language);
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
        if (/^(0[36]|09|11)/.test(name)) expect(await violations(page)).to.deep.equal([]);
      };

      await page.goto(`${app.url}/chat?invite=${invite}`);
      await chat.said(t('chat.join.language.question'));
      await look('01-language');
      await chat.tap(languageName(language), t('chat.join.country.question'));
      await look('02-country');
      await chat.tap(t('chat.join.country.other'), begin(t('chat.join.consent.question')));
      await look('03-consent');
      await chat.tap(t('chat.join.consent.agree'), t('chat.join.day.question'));
      await look('04-day');
      await chat.tap(weekdayName(1, language), begin(t('chat.join.time.question')));
      await look('05-time');
      await chat.tap('18:00', question('goals-same'));
      await look('06-first-question');
      await chat.tap('8', question('goals-fit'));
      await look('07-second-question');
      await chat.tap('10', question('goal-progress'));
      await chat.tap('7', question('tasks-sense'));
      await chat.tap('8', question('tasks-useful'));
      await chat.tap('8', question('homework-status'));
      await look('08-homework');
      await chat.tap(option('homework-status', 'not-done'), question('homework-difficulty'));
      await chat.tap('8', question('homework-barriers'));
      await look('09-barriers');
      await page.getByRole('checkbox').nth(1).check();
      await chat.tap(t('chat.chosen'), question('bond-care'));
      await chat.type('6 7', question('bond-care'));
      await look('10-unclear');
      await chat.tap('8', question('bond-open'));
      await chat.tap('9', begin(t('chat.summary.text')));
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
