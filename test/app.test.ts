import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';

describe('the app over HTTP', () => {
  let directory: string;
  let app: App;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'app-'));
    await start();
  });
  afterEach(async () => {
    await app.close();
    await rm(directory, { recursive: true });
  });

  async function start(mode: 'demo' | 'empty' = 'demo'): Promise<void> {
    const read = readConfig({ PORT: '0', DATA_DIR: directory });
    if (!read.ok) throw new Error(read.faults.join());
    app = await createApp(read.config, mode, { log: createLog({ level: 'silent' }) });
  }

  /** One JSON request, over a kept connection or one of its own. */
  const call = (
    agent: Agent | false,
    method: string,
    path: string,
    { token, body }: { token?: string; body?: unknown } = {},
  ) =>
    new Promise<{ status: number; body: Record<string, never> }>((resolve, reject) => {
      const sent = request(new URL(path, app.url.replace('localhost', '127.0.0.1')), {
        method,
        agent,
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      });
      sent.on('error', reject).on('response', (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Record<string, never> }),
        );
      });
      sent.end(body === undefined ? '' : JSON.stringify(body));
    });

  for (const [how, agent] of [
    ['one kept connection', () => new Agent({ keepAlive: true, maxSockets: 1 })],
    ['a connection for each request', () => false as const],
  ] as const) {
    it(`serves a client that polls and answers at once, over ${how}`, async () => {
      const line = agent();
      const entry = await call(line, 'POST', '/api/webchat/token', {
        body: { invite: app.clinic.demoInvite },
      });
      expect(entry.status).to.equal(200);
      const token = String(entry.body['token']);
      const userId = String(entry.body['userId']);
      expect((await call(line, 'POST', '/v3/directline/conversations', { token })).status).to.equal(201);
      const activities = `/v3/directline/conversations/${String(entry.body['conversationId'])}/activities`;
      let watermark = '';
      const texts = [
        'English',
        'Spain',
        'I agree',
        'Monday',
        '18:00',
        '8',
        '7',
        '6',
        '8',
        '9',
        'done',
        '2',
        '9',
        '10',
        'send',
      ];
      for (const text of texts) {
        const polled = await call(line, 'GET', `${activities}?watermark=${watermark}`, { token });
        watermark = String(polled.body['watermark']);
        const posted = await call(line, 'POST', activities, {
          token,
          body: { type: 'message', from: { id: 'somebody else' }, text },
        });
        expect(posted.status).to.equal(200);
      }
      const { document } = (await app.store.clients.get('demo-11', 'demo-11'))!;
      expect(document.client.checkIn).to.include({ status: 'complete' });
      expect(document.client.checkIn?.sentAt).to.be.a('string');
      const all = await call(line, 'GET', activities, { token });
      const own = (all.body['activities'] as unknown as { from: { id: string }; text?: string }[]).filter(
        ({ from }) => from.id === userId,
      );
      expect(own.map(({ text }) => text)).to.include.members(texts.slice(-5));
      if (line) line.destroy();
    });
  }

  it('begins empty with the first therapist alone, and keeps what it has at a second start', async () => {
    await app.close();
    await rm(directory, { recursive: true });
    await start('empty');
    expect((await app.store.caseload.list(app.clinic.therapist)).documents).to.deep.equal([]);
    expect((await app.store.therapists.get('clinic', app.clinic.therapist))?.document.name).to.equal(
      'Your therapist',
    );
    await app.close();
    await start('demo');
    expect(app.clinic.seeded).to.equal('empty');
  });

  it('does at the start what a crash left undone, and closes weeks that ended meanwhile', async () => {
    const demo = (await app.store.clients.get('demo-11', 'demo-11'))!;
    const due = { weekday: 1, hour: 9, minute: 0, timeZone: 'UTC' } as const;
    const checkIn = {
      ...(await app.store.checkIns.list('demo-01')).documents[0]!.document,
      client: demo.document.client.id,
      status: 'open' as const,
    };
    const client = { ...demo.document.client, status: 'joined' as const, due, checkIn };
    await app.store.clients.put(
      'demo-11',
      {
        ...demo.document,
        revision: 9,
        client,
        pending: [{ kind: 'line', revision: 9 }],
      },
      demo.etag,
    );
    await app.close();
    await start();
    const { document } = (await app.store.clients.get('demo-11', 'demo-11'))!;
    expect(document.pending).to.deep.equal([]);
    expect(document.client.checkIn).to.equal(undefined);
    expect((await app.store.checkIns.get('demo-11', checkIn.id))?.document.status).to.equal('missed');
  });
});
