import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { createApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { clientId } from '../../src/domain/ids.ts';
import type { Client } from '../../src/domain/client.ts';
import { createLog } from '../../src/log.ts';
import { createInvite } from '../../src/state/claim-invite.ts';
import { newClientDocument, type ClientDocument } from '../../src/state/client-document.ts';
import { aClient, tappables, type Tappable } from './chat.ts';

export const tenantId = '7b1f6c52-0d6e-4f0a-9b53-3f6a1c2d4e5f';
const bot = { id: '28:0f2c1a34-9d0e-4c11-8a77-2b3c4d5e6f70', name: 'Alliance Check-in' };

/** One request of the bot to the channel's service. */
export interface Heard {
  readonly method: string;
  readonly conversation: string;
  /** Of a replaced message its own id; of a new one what the service calls it from now on. */
  readonly id: string;
  readonly activity: Partial<Activity>;
  /** What a person reads in it, whichever form it has. */
  readonly text: string;
  readonly taps: readonly Tappable[];
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
  /** What the bot said to this activity. */
  readonly said: readonly Heard[];
}

/** Somebody's Teams: their chat of their own with the bot, unless the activity says otherwise. */
export interface Person {
  readonly objectId: string;
  send(activity: Record<string, unknown>): Promise<Answered>;
  type(text: string): Promise<Answered>;
  /** Taps what bears this label on the latest card that has one, as Teams sends it. */
  tap(label: string): Promise<Answered>;
  /** All that was said to them. */
  heard(): readonly Heard[];
}

/** The whole program over HTTP, without credentials, and a service of the channel that notes what it gets. */
export interface Teams {
  readonly app: App;
  readonly serviceUrl: string;
  /** The instant the program's clock shows; set it to travel. */
  now: string;
  /** Stands before the service's answer: a status of its own, none at all, or one that does not name the message. */
  answer: (method: string, activity: Partial<Activity>) => number | 'hang' | 'nameless' | undefined;
  person(): Person;
  /** A client who was invited, their code, and their document. */
  enrol(
    client?: Partial<Client>,
  ): Promise<{ readonly code: string; readonly document: () => Promise<ClientDocument> }>;
  close(): Promise<void>;
}

export async function openTeams(): Promise<Teams> {
  const heard: Heard[] = [];
  const hanging: ServerResponse[] = [];
  let messages = 0;
  const service = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const activity = JSON.parse(Buffer.concat(chunks).toString()) as Partial<Activity>;
      const { method = '', url = '' } = request;
      const [, conversation = '', of = ''] =
        /^\/v3\/conversations\/([^/]+)\/activities(?:\/(.+))?$/.exec(url)?.map(decodeURIComponent) ?? [];
      const answer = teams.answer(method, activity) ?? 200;
      if (answer === 'hang') return void hanging.push(response);
      const status = answer === 'nameless' ? 200 : answer;
      const id = method === 'PUT' ? of : `sent-${(messages += 1)}`;
      if (status === 200)
        heard.push({ method, conversation, id, activity, text: textOf(activity), taps: tappables(activity) });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer === 'nameless' ? {} : { id }));
    });
  }).listen(0, '127.0.0.1');
  await once(service, 'listening');
  const serviceUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}/`;

  const directory = await mkdtemp(join(tmpdir(), 'teams-'));
  const read = readConfig({ PORT: '0', DATA_DIR: directory });
  if (!read.ok) throw new Error(read.faults.join());
  let clock = '2026-11-23T19:00:00.000Z';
  let ticks = 0;
  const app = await createApp(read.config, 'empty', {
    log: createLog({ level: 'silent' }),
    // a clock goes on
    now: () => Date.parse(clock) + (ticks += 1),
  });
  const messagesUrl = new URL('/api/messages', app.url.replace('localhost', '127.0.0.1'));
  let people = 0;
  let activities = 0;
  let clients = 0;

  const teams: Teams = {
    app,
    serviceUrl,
    get now() {
      return clock;
    },
    set now(instant) {
      clock = instant;
    },
    answer: () => undefined,
    person() {
      const number = (people += 1);
      const objectId = `c0ffee00-0000-4000-8000-${String(number).padStart(12, '0')}`;
      const conversation = { id: `a:chat-${number}`, conversationType: 'personal', tenantId };
      const person: Person = {
        objectId,
        async send(activity) {
          const before = heard.length;
          const response = await fetch(messagesUrl, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              type: 'message',
              id: `activity-${(activities += 1)}`,
              channelId: 'msteams',
              serviceUrl,
              from: { id: `29:person-${number}`, name: 'A Name', aadObjectId: objectId },
              recipient: bot,
              conversation,
              locale: 'en-GB',
              channelData: { tenant: { id: tenantId } },
              ...activity,
            }),
          });
          return { status: response.status, body: await response.json(), said: heard.slice(before) };
        },
        type: (text) => person.send({ text, textFormat: 'plain' }),
        tap(label) {
          const card = person.heard().findLast(({ taps }) => taps.some((tap) => tap.label === label));
          if (!card) throw new Error(`nothing to tap says "${label}"`);
          const { data } = card.taps.find((tap) => tap.label === label)!;
          return person.send({ value: data, replyToId: card.id });
        },
        heard: () => heard.filter((one) => one.conversation === conversation.id),
      };
      return person;
    },
    async enrol(client) {
      const id = clientId(`client-${(clients += 1)}`);
      const { therapist } = app.clinic;
      const whole = aClient({ id, therapist, ...client });
      await app.store.clients.put(id, newClientDocument(whole), 'absent');
      const invite = await createInvite(app.store, { client: id, therapist, now: teams.now, days: 14 });
      return {
        code: invite.id,
        async document() {
          const stored = await app.store.clients.get(id, id);
          if (!stored) throw new Error('the client is gone');
          return stored.document;
        },
      };
    },
    async close() {
      for (const response of hanging) response.destroy();
      await app.close();
      service.close();
      service.closeAllConnections();
      await rm(directory, { recursive: true });
    },
  };
  return teams;
}

/** The bot's own account, as the channel names it. */
export const botAccount = bot;

/** What is read in a message: its words, and those of its card. */
function textOf({ text = '', attachments = [] }: Partial<Activity>): string {
  const words: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    if ('text' in node && typeof node.text === 'string') words.push(node.text);
    Object.values(node).forEach(walk);
  };
  for (const { content } of attachments) walk(content);
  return [text, ...words].filter((each) => each !== '').join('\n');
}
