import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { openMailbox, type Caught, type Mailbox } from './helpers/mailbox.ts';
import { linkIn } from './helpers/post-office.ts';

/** From the invite to the reminder, over everything that there is. */
describe('reminders by e-mail, in the whole app', () => {
  let directory: string;
  let app: App;
  let box: Mailbox;
  const logged: string[] = [];
  beforeEach(async () => {
    logged.length = 0;
    ahead = 0;
    begun = Date.now();
    directory = await mkdtemp(join(tmpdir(), 'app-mail-'));
    box = await openMailbox();
    await start();
  });
  afterEach(async () => {
    await app.close();
    await box.close();
    await rm(directory, { recursive: true });
  });

  /** An hour after the time that they choose, on the day that they choose; milliseconds since 1970. */
  const monday = Date.UTC(2026, 10, 23, 19);
  let begun = 0;
  /** Milliseconds by which the server's clock is ahead of that. */
  let ahead = 0;
  async function start(): Promise<void> {
    const read = readConfig({
      PORT: '0',
      DATA_DIR: directory,
      SMTP_URL: `smtp://127.0.0.1:${box.port}`,
      MAIL_FROM: 'A house <us@example.net>',
      LOG_LEVEL: 'debug',
    });
    if (!read.ok) throw new Error(read.faults.join());
    app = await createApp(read.config, 'demo', {
      now: () => monday + (Date.now() - begun) + ahead,
      remindEveryMs: 50,
      log: createLog({ level: 'debug', destination: { write: (line: string) => logged.push(line) } }),
    });
  }

  const at = (path: string): string => new URL(path, app.url.replace('localhost', '127.0.0.1')).href;
  /** A connection for each request: how it ends tells the server that the answer was read. */
  const call = (method: string, path: string, { token, body }: { token?: string; body?: unknown } = {}) =>
    new Promise<Record<string, string>>((resolve, reject) => {
      const sent = request(at(path), {
        method,
        agent: false,
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      });
      sent.on('error', reject).on('response', (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('end', () => resolve(JSON.parse(text) as Record<string, string>));
      });
      sent.end(body === undefined ? '' : JSON.stringify(body));
    });
  /** Says this in the web chat, each once what was asked before has been shown. */
  async function say(texts: readonly string[]): Promise<void> {
    const { token = '', conversationId } = await call('POST', '/api/webchat/token', {
      body: { invite: app.clinic.demoInvite },
    });
    await call('POST', '/v3/directline/conversations', { token });
    const activities = `/v3/directline/conversations/${conversationId}/activities`;
    let watermark = '';
    for (const text of texts) {
      ({ watermark = '' } = await call('GET', `${activities}?watermark=${watermark}`, { token }));
      await call('POST', activities, { token, body: { type: 'message', from: { id: 'me' }, text } });
    }
  }
  const joining = ['English', 'Spain', 'I agree', 'Monday', '18:00'];
  const stored = async () => (await app.store.clients.get('demo-11', 'demo-11'))!;
  async function letter(number: number): Promise<Caught> {
    for (let tries = 0; tries < 200 && box.caught.length < number; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 25));
    const found = box.caught[number - 1];
    if (!found) throw new Error('no letter came');
    return found;
  }

  it('go out once a client has joined, given an address and confirmed it, and end with one click', async () => {
    await say([...joining, 'someone@example.org', 'go on', '8']);
    const asking = await letter(1);
    expect(asking.to).to.deep.equal(['someone@example.org']);
    const { document } = await stored();
    expect(document.client.checkIn?.answers).to.have.property('goals-same');

    const confirm = linkIn(asking.text, '/reminders/confirm/');
    expect(new URL(confirm).origin).to.equal(app.url);
    expect(await (await fetch(confirm)).text()).to.contain('Get a weekly reminder here?');
    expect(await (await fetch(confirm, { method: 'POST' })).text()).to.contain('Your address is confirmed');

    ahead = (7 * 24 - 1) * 3_600_000;
    const { headers, text } = await letter(2);
    expect(headers.get('subject')).to.equal('Your weekly reminder');
    expect(headers.get('from')).to.equal('A house <us@example.net>');
    expect(linkIn(text, '/chat')).to.equal(`${app.url}/chat`);
    const stop = /<(.+)>/.exec(headers.get('list-unsubscribe') ?? '')?.[1] ?? '';
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(stop, { method: 'POST', body })).status).to.equal(200);
    expect((await stored()).document.client.reminderMail?.address).to.equal(undefined);
    const [week] = (await app.store.reminders.list('demo-11', { order: 'descending' })).documents;
    expect(week?.document.reminder.status).to.equal('sent');

    expect(logged.join('\n')).to.contain('reminder-mail-stop').and.contain('reminder-mail-confirm');
    expect(logged.join('\n')).not.to.match(/example\.org|reminders\/|demo-11/);
  });

  it('send after a start the letter that a crash kept, and links from before are still good', async () => {
    await say([...joining, 'no']);
    const { document, etag } = await stored();
    const now = new Date(monday).toISOString();
    const address = {
      id: 'a',
      address: 'someone@example.org',
      version: '1',
      language: 'en',
      agreedAt: now,
      letter: { status: 'due', at: now },
    } as const;
    const client = { ...document.client, reminderMail: { asked: [now], address } };
    await app.store.clients.put('demo-11', { ...document, client }, etag);
    await app.close();
    await start();
    const { text } = await letter(1);
    await app.close();
    await start();
    const token = linkIn(text, '/reminders/confirm/').split('/').at(-1) ?? '';
    const confirmed = await fetch(at(`/reminders/confirm/${token}`), { method: 'POST' });
    expect(confirmed.status).to.equal(200);
    expect((await stored()).document.client.reminderMail?.address?.confirmedAt).to.be.a('string');
  });
});
