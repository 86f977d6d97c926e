import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createApp, type App } from '../../src/app.ts';
import { readConfig, type Config } from '../../src/config.ts';
import { printWelcome } from '../../src/print-welcome.ts';
import { createLog } from '../../src/log.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { violations } from '../helpers/axe.ts';

const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };
const pictures = 'screenshots';

/** Everything a newcomer does, in the order in which they do it; each step leaves pictures. */
describe('a newcomer, in a real browser', function () {
  this.timeout(120_000);
  let directory: string;
  let config: Config;
  let app: App;
  let browser: Browser;
  let client: BrowserContext;
  let therapist: BrowserContext;
  const complaints: string[] = [];
  const links = { chat: '', workspace: '' };

  before(async () => {
    await mkdir(pictures, { recursive: true });
    directory = await mkdtemp(join(tmpdir(), 'newcomer-'));
    const read = readConfig({ PORT: '0', DATA_DIR: directory });
    if (!read.ok) throw new Error(read.faults.join());
    config = read.config;
    await start();
    browser = await launchBrowser();
    client = await browser.newContext({ viewport: phone, locale: 'en-GB', timezoneId: 'Europe/Madrid' });
    therapist = await browser.newContext({ viewport: desktop, locale: 'en-GB' });
    for (const context of [client, therapist]) watch(context);
  });
  after(async () => {
    await browser?.close();
    await app?.close();
    await rm(directory, { recursive: true, force: true });
  });

  async function start(): Promise<void> {
    app = await createApp(config, 'demo', { log: createLog({ level: 'silent' }) });
    // The same address after a restart, as a service has.
    config = { ...config, port: Number(new URL(app.url).port) };
    await printWelcome(app, config, (line) => {
      if (line.startsWith('Client chat: ')) links.chat = line.slice('Client chat: '.length);
      if (line.startsWith('Therapist workspace: '))
        links.workspace = line.slice('Therapist workspace: '.length);
    });
  }

  /** Nothing may be asked of another origin, and nothing may offend the page's own policy. */
  function watch(context: BrowserContext): void {
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== app.url) complaints.push(`request to ${origin}`);
    });
    context.on('console', (message) => {
      if (/content security policy/i.test(message.text())) complaints.push(message.text());
    });
    context.on('weberror', (error) => complaints.push(String(error.error())));
  }

  async function picture(page: Page, name: string): Promise<void> {
    const before = page.viewportSize() ?? phone;
    for (const [size, viewport] of [
      ['phone', phone],
      ['desktop', desktop],
    ] as const) {
      await page.setViewportSize(viewport);
      await page.waitForTimeout(150);
      await page.screenshot({ path: `${pictures}/${name}-${size}.png` });
    }
    await page.setViewportSize(before);
  }

  /** Waits until the latest words in the chat are these. */
  async function said(page: Page, text: RegExp | string): Promise<void> {
    await page
      .locator('.webchat__text-content')
      .filter({ hasText: text })
      .last()
      .waitFor({ timeout: 20_000 });
  }

  /** Taps what bears this label in the latest card, and waits for the next words. */
  async function tap(page: Page, label: string, next: RegExp | string): Promise<void> {
    await page.getByRole('button', { name: label, exact: true }).last().click();
    await said(page, next);
  }

  async function type(page: Page, text: string, next: RegExp | string): Promise<void> {
    const box = page.getByRole('textbox').last();
    await box.fill(text);
    await box.press('Enter');
    await said(page, next);
  }

  it('a client opens the invite, joins, and checks in by taps', async () => {
    const page = await client.newPage();
    await page.goto(links.chat);
    await said(page, 'Which language would you like');
    expect(page.url()).not.to.contain('invite');
    expect(await page.title()).not.to.match(/check-?in|therap|alliance|clinic/i);
    await picture(page, '01-first-visit');
    await tap(page, 'English', 'Which country are you in');
    await tap(page, 'Spain', 'Do you agree?');
    await picture(page, '02-consent');
    expect(await violations(page)).to.deep.equal([]);
    await tap(page, 'I agree', 'Which day of the week');
    await tap(page, 'Monday', 'At what time');
    await tap(page, '18:00', 'working toward the same things');
    await picture(page, '03-first-question');
    expect(await violations(page)).to.deep.equal([]);
    for (const [label, next] of [
      ['8', 'fit what you want'],
      ['9', 'How far along'],
      ['7', 'make sense to you'],
      ['8', 'How useful'],
      ['8', 'How did it go'],
    ] as const)
      await tap(page, label, next);
    await picture(page, '04-homework');
    for (const [label, next] of [
      ['Done', 'How hard'],
      ['3', 'How cared for'],
      ['9', 'How free'],
      ['10', 'These are your answers'],
    ] as const)
      await tap(page, label, next);
    await picture(page, '05-summary');
    expect(await violations(page)).to.deep.equal([]);
    await page
      .getByRole('textbox', { name: /comment/i })
      .last()
      .fill('<b>Good</b> week <script>alert(1)</script>');
    await tap(page, 'Send my answers', 'Your next check-in starts on');
    await picture(page, '06-thanks');
    await page.close();
  });

  it('a therapist signs in and sees the caseload and the check-in', async () => {
    const page = await therapist.newPage();
    await page.goto(links.workspace);
    await page.getByRole('heading', { name: 'Caseload' }).waitFor();
    await picture(page, '07-caseload');
    expect(await violations(page)).to.deep.equal([]);
    await page
      .getByRole('link', { name: /Demo 11/ })
      .first()
      .click();
    await page.getByText('<b>Good</b> week <script>alert(1)</script>').waitFor();
    await picture(page, '08-client-usual-week');
    expect(await violations(page)).to.deep.equal([]);
    await page.goto(links.workspace);
    await page.close();
  });

  let invite = '';
  it('a therapist enrols a client with a goal and homework, and gets an invite', async () => {
    const page = await therapist.newPage();
    await page.goto(`${app.url}/workspace/enrol`);
    await picture(page, '09-enrol');
    expect(await violations(page)).to.deep.equal([]);
    await page.getByLabel('Label').fill('N. N.');
    const boxes = page.getByRole('textbox');
    await boxes.nth(1).fill('Llamar a mi hermana');
    await boxes.nth(2).fill('Salir a caminar');
    await page.getByRole('button', { name: /enrol/i }).click();
    await page.getByText('/chat?invite=').first().waitFor();
    invite =
      /https?:\/\/\S+\/chat\?invite=[A-Z0-9-]+/.exec((await page.content()).replaceAll('&amp;', '&'))?.[0] ??
      '';
    await picture(page, '10-invite');
    expect(await violations(page)).to.deep.equal([]);
    await page.close();
  });

  it('the client checks in by typing, in Spanish, with a reload, a restart and a correction', async () => {
    const page = await client.newPage();
    await client.clearCookies();
    await page.goto(invite);
    await said(page, 'Which language would you like');
    await type(page, 'español', '¿En qué país estás?');
    await type(page, 'España', '¿Estás de acuerdo?');
    await type(page, 'estoy de acuerdo', '¿Qué día de la semana');
    await type(page, 'martes', '¿A qué hora?');
    await type(page, '19:30', '¿Tu terapeuta y tú trabajan');
    await type(page, 'tres', 'van las metas');
    await type(page, '6 o 7', /número/);
    await picture(page, '11-spanish-asked-again');
    await type(page, '3 de 10', 'Llamar a mi hermana');

    await page.reload();
    await said(page, 'Llamar a mi hermana');
    await said(page, 'Consentimiento');
    expect(await page.locator('html').getAttribute('lang')).to.equal('es');
    await picture(page, '12-after-reload');

    await app.close();
    await page
      .getByRole('status')
      .or(page.getByRole('alert'))
      .filter({ hasText: /conexi|connection/i })
      .first()
      .waitFor();
    await picture(page, '13-line-down');
    await start();
    await page.getByText('Conexión recuperada').waitFor();
    await type(page, 'dos', 'Tiene sentido');
    await type(page, '4', 'Qué tan útil');
    await type(page, 'cuatro', 'Salir a caminar');
    await type(page, 'sin hacer', 'Qué tan difícil');
    await type(page, '8', 'Qué lo impidió');
    await picture(page, '14-barriers');
    await page.getByRole('checkbox').first().click();
    await tap(page, 'Eso es todo', 'se preocupa por ti');
    await type(page, '2', 'Qué tan libre');
    await type(page, '3', 'Estas son tus respuestas');
    await page.getByRole('button', { name: 'Cambiar' }).last().waitFor();
    const rows = await page.getByRole('button', { name: /^Cambiar/ }).count();
    expect(rows).to.be.greaterThan(8);
    await page
      .getByRole('button', { name: /^Cambiar/ })
      .last()
      .click();
    await page.getByText('Qué tan libre').last().waitFor();
    await type(page, '1', 'Estas son tus respuestas');
    await picture(page, '15-spanish-summary');
    await tap(page, 'Enviar mis respuestas', 'Tu próximo cuestionario empieza');
    await picture(page, '16-spanish-thanks');
    expect(await violations(page)).to.deep.equal([]);
    await page.close();
  });

  it('the therapist finds the alert, with its reason and suggestions, and acknowledges it', async () => {
    const page = await therapist.newPage();
    await page.goto(`${app.url}/workspace`);
    await page.getByRole('link', { name: 'N. N.' }).first().click();
    await page.getByText('Alliance: 2.8, below 6').first().waitFor();
    await picture(page, '17-alert');
    expect(await violations(page)).to.deep.equal([]);
    await page.getByLabel('Your note').fill('I will ask about this on Tuesday.');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('I will ask about this on Tuesday.').first().waitFor();
    await picture(page, '18-acknowledged');
    await page.close();
  });

  it('a used invite is a plain page that says what to do', async () => {
    const stranger = await browser.newContext({ viewport: phone, locale: 'en-GB' });
    watch(stranger);
    const page = await stranger.newPage();
    await page.goto(invite);
    await page
      .getByText(/therapist/)
      .first()
      .waitFor();
    await picture(page, '19-used-invite');
    expect(await violations(page)).to.deep.equal([]);
    await page.goto(`${app.url}/workspace`);
    await picture(page, '20-not-signed-in');
    expect(await violations(page)).to.deep.equal([]);
    await stranger.close();
  });

  it('nothing was asked of another origin, and no page offended its own policy', () => {
    expect(complaints).to.deep.equal([]);
  });
});
