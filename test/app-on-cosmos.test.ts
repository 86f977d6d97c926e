import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { openTestAccount, type TestAccount } from './state/cosmos/test-account.ts';

const joining = ['English', 'Spain', 'I agree', 'Monday', '18:00'];
const answering = ['8', '7', '6', '8', '9', 'done', '2', '9', '10', 'send'];

describe('the app over HTTP, on Cosmos DB', function () {
  this.timeout(60_000);
  let directory: string;
  let account: TestAccount;
  const apps: App[] = [];
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'app-'));
    account = await openTestAccount('local');
  });
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await account.dispose();
    await rm(directory, { recursive: true });
  });

  async function start(mode: 'demo' | 'empty' = 'demo'): Promise<App> {
    const read = readConfig({
      PORT: '0',
      DATA_DIR: directory,
      COSMOS_ENDPOINT: account.endpoint,
      COSMOS_KEY: account.credential.key,
      COSMOS_DATABASE: account.database,
      AUDIT_KEY: Buffer.alloc(32, 1).toString('base64'),
    });
    if (!read.ok) throw new Error(read.faults.join());
    const app = await createApp(read.config, mode, { log: createLog({ level: 'silent' }) });
    apps.push(app);
    return app;
  }

  async function call(
    app: App,
    method: string,
    path: string,
    { token, cookie, body }: { token?: string; cookie?: string; body?: unknown } = {},
  ) {
    const answer = await fetch(new URL(path, app.url.replace('localhost', '127.0.0.1')), {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(cookie && { cookie }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const [set = ''] = answer.headers.getSetCookie();
    return {
      status: answer.status,
      cookie: set.split(';')[0]!,
      body: (await answer.json()) as Record<string, unknown>,
    };
  }

  /** A polling web chat of a device, which came in with an invite or comes back with its cookie. */
  async function chat(app: App, entry: { invite?: string; cookie?: string }) {
    const { invite, cookie } = entry;
    const entered = await call(app, 'POST', '/api/webchat/token', { cookie, body: invite ? { invite } : {} });
    expect(entered.status).to.equal(200);
    const token = String(entered.body['token']);
    const activities = `/v3/directline/conversations/${String(entered.body['conversationId'])}/activities`;
    await call(app, 'POST', '/v3/directline/conversations', { token });
    let watermark = '';
    const poll = async (): Promise<boolean> => {
      const polled = await call(app, 'GET', `${activities}?watermark=${watermark}`, { token });
      watermark = String(polled.body['watermark']);
      const came = polled.body['activities'] as readonly { from: { role?: string } }[];
      return came.some(({ from }) => from.role === 'bot');
    };
    /** And says by the next poll's watermark that it was received. */
    const question = async (): Promise<void> => {
      while (!(await poll()));
      await poll();
    };
    return {
      cookie: entered.cookie,
      async say(texts: readonly string[]) {
        for (const text of texts) {
          await question();
          const posted = await call(app, 'POST', activities, {
            token,
            body: { type: 'message', from: { id: 'me' }, text },
          });
          expect(posted.status).to.equal(200);
        }
      },
    };
  }

  /** Which clinic it is, without what is noted in it as it goes on. */
  const identity = ({ clinic: { countries: _countries, ...clinic } }: App) => clinic;

  it('takes a check-in that goes on after a restart', async () => {
    const before = await start();
    const first = await chat(before, { invite: before.clinic.demoInvite });
    await first.say([...joining, ...answering.slice(0, 3)]);
    await before.close();
    apps.length = 0;

    const after = await start();
    expect(identity(after)).to.deep.equal(identity(before));
    const second = await chat(after, { cookie: first.cookie });
    await second.say(answering.slice(3));
    const client = after.clinic.demoClient!;
    const { document } = (await after.store.clients.get(client, client))!;
    expect(document.client.checkIn).to.include({ status: 'complete' });
    const { therapist } = document.client;
    expect((await after.store.caseload.get(therapist, client))?.document.weekAnswered).to.equal(true);
  });

  it('starts twice at the same moment, and is one clinic', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(identity(one)).to.deep.equal(identity(two));
    const { therapist, demoClient, demoInvite } = one.clinic;
    const { documents } = await one.store.caseload.list(therapist);
    expect(documents).to.have.length(11);
    for (const { document } of documents) {
      const stored = (await two.store.clients.get(document.id, document.id))!.document;
      expect(stored.pending).to.deep.equal([]);
      expect(document.revision).to.equal(stored.revision);
    }
    const invite = (await two.store.invites.get(demoInvite!, demoInvite!))!.document;
    expect(invite.client).to.equal(demoClient);
    const device = await chat(two, { invite: demoInvite });
    await device.say(joining);
  });
});
