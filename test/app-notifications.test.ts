import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { clientId } from '../src/domain/ids.ts';
import { createLog } from '../src/log.ts';
import { changeClient } from '../src/state/change-client.ts';
import { performAndClear } from '../src/state/change-document.ts';
import { newClientDocument } from '../src/state/client-document.ts';
import { createSession } from '../src/state/sign-in.ts';
import { ownPath } from '../src/web/sign-in/own-path.ts';
import { byTheTest } from './helpers/auditing.ts';
import { aClient } from './helpers/chat.ts';
import { openMailbox, type Caught, type Mailbox } from './helpers/mailbox.ts';
import { linkIn } from './helpers/post-office.ts';
import { allianceAlert } from './web/workspace/open-workspace.ts';

const page = '/workspace/notifications';

/** From the address to the alert, over everything that there is. */
describe('being told of alerts by e-mail, in the whole app', () => {
  let directory: string;
  let app: App;
  let box: Mailbox;
  let cookie: string;
  const logged: string[] = [];
  beforeEach(async () => {
    logged.length = 0;
    directory = await mkdtemp(join(tmpdir(), 'app-notes-'));
    box = await openMailbox();
    const read = readConfig({
      PORT: '0',
      DATA_DIR: directory,
      SMTP_URL: `smtp://127.0.0.1:${box.port}`,
      MAIL_FROM: 'us@example.net',
    });
    if (!read.ok) throw new Error(read.faults.join());
    app = await createApp(read.config, 'empty', {
      tellEveryMs: 20,
      log: createLog({ level: 'debug', destination: { write: (line: string) => logged.push(line) } }),
    });
    cookie = await signIn(app.clinic.therapist);
  });
  afterEach(async () => {
    await app.close();
    await box.close();
    await rm(directory, { recursive: true });
  });

  const send = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(new URL(path, app.url.replace('localhost', '127.0.0.1')), {
      redirect: 'manual',
      ...init,
      headers: { cookie, accept: 'text/html' },
    });
    return {
      status: response.status,
      location: response.headers.get('location'),
      set: response.headers.getSetCookie(),
      html: await response.text(),
    };
  };
  async function signIn(subject: string): Promise<string> {
    const now = new Date().toISOString();
    const given = { kind: 'sign-in', subject, now, lifetimeMs: 60_000 } as const;
    cookie = '';
    const { set } = await send(`/workspace/sign-in?code=${await createSession(app.store, given)}`);
    return set[0]?.split(';')[0] ?? '';
  }
  const post = async (path: string, form: Record<string, string> | [string, string][]) => {
    const [, token = ''] = /name="token" value="([^"]+)"/.exec((await send(page)).html) ?? [];
    const body = new URLSearchParams(form);
    body.set('token', token);
    return send(path, { method: 'POST', body });
  };
  const letter = async (count: number): Promise<Caught> => {
    while (box.caught.length < count) await wait(5);
    return box.caught[count - 1]!;
  };
  const pathIn = ({ text }: Caught, path: string): string => {
    const { pathname, search } = new URL(linkIn(text, path));
    return pathname + search;
  };
  const record = async () => (await app.store.therapists.get('clinic', app.clinic.therapist))!.document;
  async function confirmed(): Promise<void> {
    await post(`${page}/address`, { address: 'ana@example.org' });
    const [, link = ''] = pathIn(await letter(1), `${page}/confirm`).split('token=');
    await post(`${page}/confirm`, { link });
  }

  it('begins with a link to the address, which does nothing until it is used by who gave it', async () => {
    expect((await send(page)).html).to.include('No address is confirmed');
    expect((await post(`${page}/address`, { address: 'ana@example.org' })).location).to.include('done=given');
    const mail = await letter(1);
    expect(mail.to).to.deep.equal(['ana@example.org']);
    expect(mail.raw).to.not.match(/therap|clinic|alert/i);
    const path = pathIn(mail, `${page}/confirm`);
    expect(ownPath(path), 'the sign-in leads back to it').to.equal(path);
    const looked = await send(path);
    expect(looked.status).to.equal(200);
    expect(looked.html).to.include('ana@example.org');
    expect((await record()).mail?.confirmedAt).to.equal(undefined);
    const own = cookie;
    cookie = '';
    expect((await send(path)).status).to.equal(401);
    await app.store.therapists.put('clinic', { ...(await record()), id: 'ben' as never }, 'absent');
    cookie = await signIn('ben');
    expect((await send(path)).status, 'not another person').to.equal(410);
    cookie = own;
    const [, link = ''] = path.split('token=');
    expect((await post(`${page}/confirm`, { link })).location).to.include('done=confirmed');
    expect((await record()).mail?.confirmedAt).to.be.a('string');
    expect((await send(page)).html).to.include('To ana@example.org');
    expect(logged.join('')).to.not.match(/ana@example|token=/);
  });

  it('takes no address that is none, and keeps what was typed', async () => {
    const { status, html } = await post(`${page}/address`, { address: 'ana at home' });
    expect(status).to.equal(422);
    expect(html).to.include('ana at home').and.to.include('This is not an e-mail address');
    expect(box.caught).to.deep.equal([]);
  });

  it('is over when the address is deleted, and an older link confirms nothing', async () => {
    await post(`${page}/address`, { address: 'ana@example.org' });
    const [, link = ''] = pathIn(await letter(1), `${page}/confirm`).split('token=');
    await post(`${page}/remove`, {});
    await post(`${page}/confirm`, { link });
    expect((await record()).mail).to.equal(undefined);
  });

  it('can be tried out, with what came of it', async () => {
    expect((await send((await post(`${page}/test`, {})).location ?? '')).html).to.include(
      'no way to you yet',
    );
    await confirmed();
    const { location } = await post(`${page}/test`, {});
    expect((await letter(2)).headers.get('subject')).to.equal('A test from the workspace');
    expect((await send(location ?? '')).html).to.include('The test: E-mail, sent.');
  });

  it('is as they wish: which ways, and when not', async () => {
    const quiet = { from: '20:00', to: '07:30', zone: 'Europe/Madrid' };
    await post(page, [['channel', 'mail'], ['channel', 'fax'], ...Object.entries(quiet)]);
    expect((await record()).notify).to.deep.equal({
      channels: ['mail'],
      quiet: { from: { hour: 20, minute: 0 }, to: { hour: 7, minute: 30 }, timeZone: 'Europe/Madrid' },
    });
    const { html } = await send(page);
    expect(html)
      .to.match(/value="mail"[^>]*checked/)
      .and.to.not.match(/value="teams"[^>]*checked/);
    expect(html)
      .to.include('value="20:00"')
      .and.to.match(/value="Europe\/Madrid"\s+selected/);
    for (const broken of [{ to: '' }, { to: '20:00' }, { zone: 'Nowhere' }, { from: '25:00' }])
      expect((await post(page, { ...quiet, ...broken })).status).to.equal(422);
    await post(page, { from: '', to: '', zone: 'Europe/Madrid' });
    expect((await record()).notify).to.deep.equal({ channels: [] });
    expect((await record()).audit?.unfiled.at(-1)).to.include({ action: 'update', record: 'notifications' });
  });

  it('comes of an alert, leads to the client’s page behind the sign-in, and is seen there', async () => {
    await confirmed();
    const client = aClient({ id: clientId('c1'), therapist: app.clinic.therapist });
    const document = newClientDocument(client);
    const put = await app.store.clients.put('c1', document, 'absent');
    if (put.ok) await performAndClear(app.store, { document, etag: put.etag });
    const raised = { ...allianceAlert(), raisedAt: new Date().toISOString() };
    const parts = { store: app.store, auditor: app.auditor };
    await changeClient(parts, client.id, (one) => ({ ...one, alerts: [raised] }), byTheTest);
    const path = pathIn(await letter(2), '/workspace/clients/c1');
    const own = cookie;
    cookie = '';
    expect((await send(path)).status).to.equal(401);
    cookie = own;
    while ((await app.store.deliveries.list('c1')).documents[0]?.document.status !== 'sent') await wait(5);
    const { html } = await send(path);
    expect(html).to.match(/E-mail to you: sent [^<]+, opened/);
    expect((await app.store.deliveries.list('c1')).documents[0]?.document.seenAt).to.be.a('string');
  });
});
