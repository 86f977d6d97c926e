import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { createApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { clientId } from '../../src/domain/ids.ts';
import { createLog } from '../../src/log.ts';
import { changeClient } from '../../src/state/change-client.ts';
import { performAndClear } from '../../src/state/change-document.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import { byTheTest } from '../helpers/auditing.ts';
import { openBrowser } from '../helpers/browser.ts';
import { aClient } from '../helpers/chat.ts';
import { openIdentityProvider, type IdentityProvider } from '../helpers/identity-provider.ts';
import { openMailbox, type Caught, type Mailbox } from '../helpers/mailbox.ts';
import { linkIn } from '../helpers/post-office.ts';
import { allianceAlert } from '../web/workspace/open-workspace.ts';

/** The whole program, a real mail server, a real OpenID provider, a real browser. */
describe('an alert from the e-mail to its end', function () {
  this.timeout(60_000);
  let directory: string;
  let provider: IdentityProvider;
  let box: Mailbox;
  let app: App;
  let browser: Browser;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'by-mail-'));
    provider = await openIdentityProvider({ people: { tia: { name: 'Tia Noor', roles: ['T'] } } });
    box = await openMailbox();
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    provider.serve(origin);
    const read = readConfig({
      PORT: String(port),
      DATA_DIR: directory,
      BASE_URL: origin,
      SMTP_URL: `smtp://127.0.0.1:${box.port}`,
      MAIL_FROM: 'us@example.net',
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'workspace',
      OIDC_THERAPISTS: 'T',
    });
    if (!read.ok) throw new Error(read.faults.join());
    app = await createApp(read.config, 'empty', {
      tellEveryMs: 20,
      log: createLog({ level: 'silent' }),
    });
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await app.close();
    await box.close();
    await provider.close();
    await rm(directory, { recursive: true });
  });

  const signIn = async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: 'Sign in', exact: true }).click();
    await page.getByPlaceholder('Enter any login').fill('tia');
    await page.getByPlaceholder('and password').fill('any');
    await Promise.all([
      page.waitForURL(`${app.url}/**`),
      page.getByRole('button', { name: 'Sign-in' }).click(),
    ]);
  };
  const letter = async (count: number): Promise<Caught> => {
    while (box.caught.length < count) await wait(5);
    return box.caught[count - 1]!;
  };

  it('is opened through the sign-in, acknowledged, discussed and closed, and its history tells it', async () => {
    const work = await (await browser.newContext()).newPage();
    await work.goto(`${app.url}/workspace/notifications`);
    await signIn(work);
    expect(new URL(work.url()).pathname).to.equal('/workspace/notifications');
    await work.getByLabel('Address').fill('tia@example.org');
    await work.getByRole('button', { name: 'Send me a link to confirm it' }).click();
    await work.goto(linkIn((await letter(1)).text, '/workspace/notifications/confirm'));
    await work.getByRole('button', { name: 'Yes, confirm it' }).click();
    await work.getByText('Your address is confirmed.').waitFor();

    const { therapist } = app.clinic;
    const document = newClientDocument(aClient({ id: clientId('c1'), therapist }));
    const put = await app.store.clients.put('c1', document, 'absent');
    if (put.ok) await performAndClear(app.store, { document, etag: put.etag });
    const alerts = [{ ...allianceAlert(), raisedAt: new Date().toISOString() }];
    const parts = { store: app.store, auditor: app.auditor };
    await changeClient(parts, clientId('c1'), (client) => ({ ...client, alerts }), byTheTest);

    // on another device, where nobody is signed in
    const phone = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await phone.newPage();
    await page.goto(linkIn((await letter(2)).text, '/workspace/clients/'));
    await signIn(page);
    expect(new URL(page.url()).pathname).to.equal('/workspace/clients/c1');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('status').waitFor();
    await page.getByRole('group', { name: 'What did you find?' }).getByRole('checkbox').first().check();
    await page.getByRole('group', { name: 'What was done?' }).getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Save what was discussed' }).click();
    await page.getByRole('status').waitFor();
    await page.getByRole('button', { name: 'Close the alert' }).click();
    await page.getByRole('status').waitFor();

    const stored = await app.store.alerts.list('c1');
    const [closed] = stored.documents.map(({ document: alert }) => alert);
    expect(closed?.history.map(({ status, by }) => [status, by])).to.deep.equal([
      ['acknowledged', therapist],
      ['discussed', therapist],
      ['closed', therapist],
    ]);
    const folder = process.env['PICTURES'];
    if (folder) await page.screenshot({ path: `${folder}/alert-by-mail.png`, fullPage: true });
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
