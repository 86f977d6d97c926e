import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}
interface Shown {
  readonly from: { readonly id: string };
  readonly text?: string;
  readonly attachments?: readonly { readonly content?: unknown }[];
}

/** A browser of the client's: its cookie, and the chat in it. */
class Browser {
  readonly app: App;
  cookie = '';
  token = '';
  /** What stood in the chat when it was opened. */
  greeting = '';
  #watermark = '';

  constructor(app: App) {
    this.app = app;
  }

  /** A connection for each request: how it ends tells the server that the answer was read. */
  call(method: string, path: string, body?: string, type = 'application/json'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const isChat = path.startsWith('/v3/');
      const sent = request(new URL(path, this.app.url.replace('localhost', '127.0.0.1')), {
        method,
        agent: false,
        headers: {
          ...(body !== undefined && { 'content-type': type }),
          ...(isChat ? { authorization: `Bearer ${this.token}` } : { cookie: this.cookie }),
        },
      });
      sent.on('error', reject).on('response', (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('end', () => {
          const [set] = response.headers['set-cookie'] ?? [];
          if (set !== undefined) this.cookie = set.split(';')[0] ?? '';
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      sent.end(body);
    });
  }

  async enter(given: object = {}): Promise<number> {
    const answer = await this.call('POST', '/api/webchat/token', JSON.stringify(given));
    if (answer.status !== 200) return answer.status;
    ({ token: this.token } = JSON.parse(answer.text) as { token: string });
    await this.call('POST', '/v3/directline/conversations', '');
    this.greeting = words(await this.shown());
    return answer.status;
  }

  async shown(): Promise<readonly Shown[]> {
    const path = `/v3/directline/conversations/demo-11/activities?watermark=${this.#watermark}`;
    const { activities, watermark } = JSON.parse((await this.call('GET', path)).text) as {
      activities: readonly Shown[];
      watermark: string;
    };
    this.#watermark = watermark;
    return activities;
  }

  async say(text: string): Promise<readonly Shown[]> {
    await this.shown();
    const body = JSON.stringify({ type: 'message', from: { id: 'me' }, text });
    await this.call('POST', '/v3/directline/conversations/demo-11/activities', body);
    return this.shown();
  }
}

const words = (shown: readonly Shown[]): string => shown.map(({ text = '' }) => text).join('\n');

describe('what a client can do themselves, in the whole app', () => {
  let directory: string;
  let app: App;
  let first: Browser;
  let ahead = 0;
  const logged: string[] = [];
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'app-own-'));
    const read = readConfig({
      PORT: '0',
      DATA_DIR: directory,
      LOG_LEVEL: 'debug',
      CLINIC_PHONE: '01 234 567',
    });
    if (!read.ok) throw new Error(read.faults.join());
    const begun = Date.now();
    app = await createApp(read.config, 'demo', {
      now: () => Date.UTC(2026, 10, 23, 19) + (Date.now() - begun) + ahead,
      log: createLog({ level: 'debug', destination: { write: (line: string) => logged.push(line) } }),
    });
    first = new Browser(app);
    await first.enter({ invite: app.clinic.demoInvite });
    for (const text of ['English', 'Ireland', 'I agree', 'Monday', '18:00', '8', '9']) await first.say(text);
  });
  after(async () => {
    await app.close();
    await rm(directory, { recursive: true });
  });

  const document = async () => (await app.store.clients.get('demo-11', 'demo-11'))!.document;
  const save = (browser: Browser, file: string) =>
    browser.call('POST', `/chat/data/${file}`, '', 'application/x-www-form-urlencoded');
  /** Shows the code to the client alone, as they read it. */
  const codeFrom = async (browser: Browser): Promise<string> =>
    /[2-9A-Z]{4}-[2-9A-Z]{4}/u.exec(words(await browser.say('another device')))![0];

  it('tells how the clinic is reached, as its settings say', async () => {
    expect(words(await first.say('helplines'))).to.contain('01 234 567');
  });

  it('gives each file of their data once, to the browser whose chat asked for it', async () => {
    expect((await first.call('GET', '/chat/data')).status).to.equal(410);
    const asked = await first.say('download my data');
    expect(JSON.stringify(asked)).to.contain(`"Action.OpenUrl"`).and.to.contain(`${app.url}/chat/data`);
    const stranger = new Browser(app);
    for (const path of ['text', 'json']) expect((await save(stranger, path)).status).to.equal(401);
    const page = await first.call('GET', '/chat/data');
    expect(page.text).to.contain('Save as text').and.to.contain('/chat/data/json');

    const text = await save(first, 'text');
    expect(text.headers['content-disposition']).to.equal('attachment; filename="my-data.txt"');
    expect(text.text).to.contain('Are you and your therapist working toward the same things? 8');
    expect((await save(first, 'text')).status).to.equal(410);

    const json = JSON.parse((await save(first, 'json')).text) as {
      client: { status: string };
      checkIns: { questionnaireResponse: { resourceType: string; status: string; item: unknown[] } }[];
    };
    expect(json.client.status).to.equal('joined');
    expect(json.checkIns.at(-1)?.questionnaireResponse).to.include({
      resourceType: 'QuestionnaireResponse',
      status: 'in-progress',
    });
    expect(json.checkIns.length).to.equal(1);
    expect((await save(first, 'json')).status).to.equal(410);
    const audited = (await document()).audit.unfiled.filter(({ record }) => record === 'own-data');
    expect(audited.map(({ actor, action }) => `${actor.role} ${action}`)).to.deep.equal([
      'client read',
      'client read',
    ]);
  });

  it('gives no file once the time is over', async () => {
    await first.say('download my data');
    ahead += 15 * 60_000 + 1;
    expect((await first.call('GET', '/chat/data')).status).to.equal(410);
    expect((await save(first, 'text')).status).to.equal(410);
  });

  it('adds a browser by a code from another one, once; both go on with one check-in, and the first is told', async () => {
    const code = await codeFrom(first);
    const second = new Browser(app);
    expect(
      await second.enter({ invite: code.toLowerCase(), attempt: 'a-secret-of-this-page-1234' }),
    ).to.equal(200);
    const third = new Browser(app);
    expect(await third.enter({ invite: code, attempt: 'another-secret-page-123456' })).to.equal(403);

    expect(second.greeting).to.contain('This device is added to your check-in').and.not.to.contain(code);
    for (let more = 0; more < 2; more += 1) await second.say('continue');
    const before = Object.keys((await document()).client.checkIn?.answers ?? {}).length;
    await second.say('7');
    expect(Object.keys((await document()).client.checkIn?.answers ?? {})).to.have.length(before + 1);
    expect(words(await first.say('help'))).to.contain('Another device was added to your check-in');
    expect(words(await first.say('continue'))).not.to.contain('Another device was added');
    await first.say('8');
    expect(Object.keys((await document()).client.checkIn?.answers ?? {})).to.have.length(before + 2);
    expect((await document()).audit.unfiled.filter(({ record }) => record === 'device')).to.have.length(1);
  });

  it('keeps the code nowhere but as a hash, and in what was said', async () => {
    const code = await codeFrom(first);
    const { transcript: _said, ...rest } = await document();
    const bare = code.replace('-', '');
    expect(JSON.stringify(rest)).not.to.contain(bare).and.not.to.contain(code);
    expect(rest.deviceCode?.session).to.match(/^[0-9a-f]{64}$/u);
    const again = new Browser(app);
    again.cookie = first.cookie;
    await again.enter();
    expect(logged.join('\n')).not.to.contain(code).and.not.to.contain(bare);
  });

  it('takes no code that is too old, or in whose place a newer one was made', async () => {
    const old = await codeFrom(first);
    const newer = await codeFrom(first);
    expect(await new Browser(app).enter({ invite: old })).to.equal(410);
    ahead += 15 * 60_000 + 1;
    expect(await new Browser(app).enter({ invite: newer })).to.equal(410);
  });

  it('answers words that suggest danger where a code is asked for with helplines, and logs none of them', async () => {
    const typed = JSON.stringify({ invite: 'I want to kill myself' });
    const { status, text } = await new Browser(app).call('POST', '/api/webchat/token', typed);
    expect(status).to.equal(404);
    const { error } = JSON.parse(text) as { error: { code: string; said?: string } };
    expect(error.code).to.equal('invite-unknown');
    expect(error.said).to.contain('talk to a person now').and.to.contain('findahelpline');
    expect(logged.join('')).to.not.contain('kill');
    const other = JSON.stringify({ invite: 'ABCD-EFGH-2345' });
    expect((await new Browser(app).call('POST', '/api/webchat/token', other)).text).to.not.contain('said');
  });

  it('lets nobody find a code by trying', async () => {
    const code = await codeFrom(first);
    for (let tries = 0; tries < 10; tries += 1)
      expect(await new Browser(app).enter({ invite: 'ABCD-EFGH' })).to.equal(404);
    expect(await new Browser(app).enter({ invite: code })).to.equal(404);
    ahead += 16 * 60_000;
    expect(await new Browser(app).enter({ invite: await codeFrom(first) })).to.equal(200);
  });
});
