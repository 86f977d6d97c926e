import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import type { Alert } from '../../../src/domain/alert.ts';
import { clientId, therapistId, type TherapistId } from '../../../src/domain/ids.ts';
import { createLog } from '../../../src/log.ts';
import { changeClient } from '../../../src/state/change-client.ts';
import { createTeamsCode } from '../../../src/state/create-teams-code.ts';
import { newClientDocument } from '../../../src/state/client-document.ts';
import { performAndClear } from '../../../src/state/change-document.ts';
import type { TherapistDocument } from '../../../src/state/store.ts';
import { byTheTest } from '../../helpers/auditing.ts';
import { aClient } from '../../helpers/chat.ts';

export const tenant = '7b1f6c52-0d6e-4f0a-9b53-3f6a1c2d4e5f';
export const start = Date.parse('2026-11-23T12:00:00.000Z');

/** A person in Teams: the last digit tells them apart. */
export const objectId = (digit: number): string => `3d9e2f10-6c1b-4d0e-8a55-b5d1c0a4e7f${digit}`;
export const userOf = (digit: number): string => `msteams:${tenant}:${objectId(digit)}`;

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly activity: {
    readonly text?: string;
    readonly summary?: string;
    readonly attachments?: readonly { readonly content: Card }[];
  };
}
export interface Card {
  readonly body: readonly { readonly text: string }[];
  readonly actions?: readonly {
    readonly type: string;
    readonly title: string;
    readonly url?: string;
    readonly data?: Readonly<Record<string, unknown>>;
  }[];
}

/** What somebody reads of it: its words, and where its buttons lead. */
export function wordsOf({ activity: { text = '', attachments = [] } }: Sent): string {
  const cards = attachments.map(({ content: { body, actions = [] } }) =>
    [...body.map((block) => block.text), ...actions.flatMap(({ url }) => url ?? [])].join('\n'),
  );
  return [text, ...cards].join('\n').trim();
}

/** The whole app on a real file and over real HTTP, with a Bot Connector of the test's on loopback. */
export interface TeamsClinic {
  /** The one that runs now. */
  readonly app: App;
  readonly therapist: TherapistId;
  readonly clock: { now: number };
  /** What the connector was sent, oldest first. */
  readonly sent: Sent[];
  /** Lines of the log. */
  readonly logged: string[];
  /** The connector's status for what is new (POST) and what replaces (PUT). */
  readonly answers: { post: number; put: number };
  /** One message of a person; returns what the bot sent because of it. */
  write(digit: number, activity: Readonly<Record<string, unknown>>): Promise<readonly Sent[]>;
  say(digit: number, text: string, more?: Readonly<Record<string, unknown>>): Promise<readonly string[]>;
  /** A code of this therapist's, as the workspace shows it. */
  code(therapist?: string): Promise<string>;
  therapistRecord(id?: string): Promise<TherapistDocument>;
  addTherapist(id: string, more?: Partial<TherapistDocument>): Promise<void>;
  /** A client with these alerts, as a turn that raised them leaves it. */
  enrol(id: string, alerts: readonly Alert[], therapist?: string): Promise<void>;
  raise(id: string, alerts: readonly Alert[]): Promise<void>;
  /** Ends the app and starts it on the same records. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openTeamsClinic({
  tellEveryMs,
}: {
  /** Milliseconds; by default the app tells at its start and half a minute later. */
  readonly tellEveryMs?: number;
} = {}): Promise<TeamsClinic> {
  const directory = await mkdtemp(join(tmpdir(), 'teams-'));
  const clock = { now: start };
  const sent: Sent[] = [];
  const logged: string[] = [];
  const answers = { post: 201, put: 200 };
  const connector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const method = request.method ?? '';
      const activity = JSON.parse(Buffer.concat(chunks).toString()) as Sent['activity'];
      sent.push({ method, path: request.url ?? '', activity });
      response.writeHead(method === 'PUT' ? answers.put : answers.post, {
        'content-type': 'application/json',
      });
      response.end(JSON.stringify({ id: `sent-${sent.length}` }));
    });
  }).listen(0, '127.0.0.1');
  await once(connector, 'listening');
  const serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}`;

  const read = readConfig({ PORT: '0', DATA_DIR: directory, CLINIC_TIME_ZONE: 'Europe/Madrid' });
  if (!read.ok) throw new Error(read.faults.join());
  const { config } = read;
  const startApp = () =>
    createApp(config, 'empty', {
      now: () => (clock.now += 1),
      log: createLog({ level: 'debug', destination: { write: (line) => void logged.push(line) } }),
      ...(tellEveryMs !== undefined && { tellEveryMs }),
    });
  let app = await startApp();
  const parts = () => ({ store: app.store, auditor: app.auditor });
  let ids = 0;

  const clinic: TeamsClinic = {
    get app() {
      return app;
    },
    therapist: app.clinic.therapist,
    clock,
    sent,
    logged,
    answers,
    async write(digit, activity) {
      const before = sent.length;
      ids += 1;
      const response = await fetch(`${app.url.replace('localhost', '127.0.0.1')}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          type: 'message',
          id: `activity-${ids}`,
          channelId: 'msteams',
          serviceUrl,
          from: { id: `29:person-${digit}`, name: 'A Name', aadObjectId: objectId(digit) },
          recipient: { id: '28:bot', name: 'Alliance Check-in' },
          conversation: { id: `a:chat-${digit}`, conversationType: 'personal', tenantId: tenant },
          locale: 'en-GB',
          ...activity,
        }),
      });
      if (response.status !== 200) throw new Error(`answered ${response.status}`);
      return sent.slice(before);
    },
    say: async (digit, text, more) => (await clinic.write(digit, { text, ...more })).map(wordsOf),
    async code(therapist = clinic.therapist) {
      const now = new Date(clock.now).toISOString();
      const made = await createTeamsCode(parts(), { therapist: therapistId(therapist), now });
      if (!made) throw new Error('no code was made');
      return made.code;
    },
    async therapistRecord(id = clinic.therapist) {
      return (await app.store.therapists.get('clinic', id))!.document;
    },
    async addTherapist(id, more) {
      const document = { id: therapistId(id), name: id, language: 'en', demo: false, ...more };
      await app.store.therapists.put('clinic', document, 'absent');
    },
    async enrol(id, alerts, therapist = clinic.therapist) {
      const client = aClient({ id: clientId(id), therapist: therapistId(therapist), label: 'Private label' });
      const document = newClientDocument(client);
      const put = await app.store.clients.put(id, document, 'absent');
      if (put.ok) await performAndClear(app.store, { document, etag: put.etag });
      if (alerts.length > 0) await clinic.raise(id, alerts);
    },
    async raise(id, alerts) {
      await changeClient(parts(), clientId(id), (client) => ({ ...client, alerts }), byTheTest);
    },
    async restart() {
      await app.close();
      app = await startApp();
    },
    async close() {
      await app.close();
      connector.closeAllConnections();
      connector.close();
      await rm(directory, { recursive: true });
    },
  };
  return clinic;
}
