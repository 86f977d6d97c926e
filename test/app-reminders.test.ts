import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { assert } from 'chai';
import { createApp, type App } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { enrolledClient } from '../src/domain/client-changes.ts';
import { clientId } from '../src/domain/ids.ts';
import { createLog } from '../src/log.ts';
import { duePartitions } from '../src/reminders/due-list.ts';
import { createInvite } from '../src/state/claim-invite.ts';
import { performAndClear } from '../src/state/change-document.ts';
import { newClientDocument } from '../src/state/client-document.ts';
import type { DueReminder } from '../src/state/store.ts';

const client = clientId('c');

describe('the reminders of an app that runs', () => {
  let directory: string;
  let app: App;
  let clock: number;
  let channel: Server;
  let serviceUrl: string;
  let heard: string[];
  let status: number;
  let ids = 0;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'app-'));
    // a Monday
    [clock, heard, status] = [Date.parse('2026-11-23T12:00:00.000Z'), [], 201];
    channel = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { text } = JSON.parse(Buffer.concat(chunks).toString()) as { text?: string };
        heard.push(text ?? '');
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end('{"id":"1"}');
      });
    }).listen(0, '127.0.0.1');
    await once(channel, 'listening');
    serviceUrl = `http://127.0.0.1:${(channel.address() as AddressInfo).port}`;
    await start();
    await join1();
  });
  afterEach(async () => {
    await app.close();
    channel.close();
    channel.closeAllConnections();
    await rm(directory, { recursive: true });
  });

  async function start(env: Record<string, string> = { REMINDERS: 'on' }): Promise<void> {
    const read = readConfig({ PORT: '0', DATA_DIR: directory, ...env });
    if (!read.ok) throw new Error(read.faults.join());
    app = await createApp(read.config, 'empty', {
      log: createLog({ level: 'silent' }),
      now: () => clock,
      remindEveryMs: 10,
    });
  }

  async function type(text: string): Promise<void> {
    const response = await fetch(new URL('/api/messages', app.url.replace('localhost', '127.0.0.1')), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: `activity-${(ids += 1)}`,
        channelId: 'test',
        serviceUrl,
        from: { id: 'user' },
        recipient: { id: 'bot' },
        conversation: { id: 'conversation' },
        text,
      }),
    });
    assert.equal(response.status, 200);
  }

  /** As a client does it, with the place that a turn of theirs leaves. */
  async function join1(): Promise<void> {
    const at = new Date(clock).toISOString();
    const made = enrolledClient({ id: client, therapist: app.clinic.therapist, label: 'C', at });
    if (!made.ok) throw new Error(made.reason);
    const document = newClientDocument(made.client);
    const put = await app.store.clients.put('c', document, 'absent');
    if (put.ok) await performAndClear(app.store, { document, etag: put.etag });
    const { id } = await createInvite(app.store, {
      client,
      therapist: app.clinic.therapist,
      days: 3,
      now: at,
    });
    for (const text of [id, 'English', 'Spain', 'I agree', 'Monday', '18:00']) await type(text);
    const stored = (await app.store.clients.get('c', 'c'))!;
    assert.equal(stored.document.client.status, 'joined');
    const place = {
      channel: 'test',
      serviceUrl,
      conversation: 'conversation',
      user: 'user',
      bot: 'bot',
      at,
    };
    await app.store.clients.put('c', { ...stored.document, place }, stored.etag);
    heard = [];
  }

  const listed = async (): Promise<DueReminder[]> => {
    const pages = await Promise.all(
      duePartitions.map((partition) => app.store.dueReminders.list(partition, { limit: 10 })),
    );
    return pages.flatMap(({ documents }) => documents.map(({ document }) => document));
  };
  const week = async (id: string) => (await app.store.reminders.get('c', id))?.document;
  async function until(holds: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 3000; tries += 1) {
      if (await holds()) return;
      await wait(10);
    }
    assert.fail('it did not come to that');
  }
  const isSent = async (): Promise<boolean> => (await week('2026-11-30'))?.reminder.status === 'sent';

  it('are listed with the joining, sent at the hour they chose, and begin the check-in', async () => {
    assert.deepEqual(
      (await listed()).map(({ at, step }) => [at, step]),
      [['2026-11-23T18:00:00.000Z', 'reminder']],
    );
    // this week's check-in is not begun by the joining alone
    clock = Date.parse('2026-11-30T18:00:01.000Z');
    await until(isSent);
    assert.match(heard.join(), /Your check-in for this week can start now/);
    await type('hi');
    assert.match(heard.join(), /weekly check-in: about a minute/);
  });

  it('are sent once, whoever is started again when', async () => {
    clock = Date.parse('2026-11-30T18:00:01.000Z');
    await until(isSent);
    const { length } = heard;
    await app.close();
    await start();
    // its looks at what is due have gone by when the nudge has come
    clock = Date.parse('2026-12-02T18:00:01.000Z');
    await until(async () => (await week('2026-11-30'))?.nudge?.status === 'sent');
    assert.equal(heard.length, length + 1);
  });

  it('are on the list again after a start, if a crash kept them off it', async () => {
    for (const due of await listed())
      for (const partition of duePartitions) {
        const stored = await app.store.dueReminders.get(partition, due.id);
        if (stored) await app.store.dueReminders.remove(partition, due.id, stored.etag);
      }
    await app.close();
    await start();
    await until(async () => (await listed()).length === 1);
  });

  it('end when the channel is gone, and the therapist sees it', async () => {
    status = 403;
    clock = Date.parse('2026-11-30T18:00:01.000Z');
    await until(
      async () =>
        (await app.store.caseload.get(app.clinic.therapist, 'c'))?.document.reminderNotice?.about ===
        'channel-gone',
    );
    assert.isDefined((await app.store.clients.get('c', 'c'))?.document.place?.goneAt);
  });

  it('are not sent, and nothing is said of them, where they are off', async () => {
    await app.close();
    await start({});
    clock = Date.parse('2026-11-30T18:00:01.000Z');
    await wait(60);
    assert.deepEqual(heard, []);
    assert.equal(await week('2026-11-30'), undefined);
  });
});
