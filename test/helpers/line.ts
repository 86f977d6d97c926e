import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import directLineJs, { type Activity as LineActivity } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import { clientId, therapistId } from '../../src/domain/ids.ts';
import { createTexts } from '../../src/i18n/index.ts';
import { createLog } from '../../src/log.ts';
import { createInvite } from '../../src/state/claim-invite.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import type { Store } from '../../src/state/store.ts';
import type { HideAfter } from '../../src/web/chat/chat-page.ts';
import { chatSessions } from '../../src/web/chat/chat-session.ts';
import { registerChat } from '../../src/web/chat/register-chat.ts';
import type { AzureDirectLine } from '../../src/web/direct-line/create-azure-direct-line.ts';
import { createDirectLine, type DirectLine } from '../../src/web/direct-line/create-direct-line.ts';
import type { Holder } from '../../src/web/direct-line/token.ts';
import { createServer, type WebServer } from '../../src/web/server.ts';
import { auditor } from './auditing.ts';
import { createEchoBot, enrol, type EchoBot } from './echo-bot.ts';
import { XmlHttpRequest } from './xml-http-request.ts';

/** A server with Direct Line, the chat page and an echo bot on a real database file; it can be stopped and started again. */
export interface Line {
  readonly store: Store;
  readonly bot: EchoBot;
  readonly directLine: DirectLine;
  readonly server: WebServer;
  readonly origin: string;
  readonly port: number;
  /** Milliseconds by which the server's clock is ahead. */
  ahead: number;
  holder(userId?: string, client?: string): Holder;
  token(userId?: string, client?: string): Promise<string>;
  /** The code of a new invite, good for three days. */
  invite(client?: string): Promise<string>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openLine(
  options: { baseUrl?: string; hideAfter?: HideAfter; azure?: AzureDirectLine } = {},
): Promise<Line> {
  const directory = await mkdtemp(join(tmpdir(), 'line-'));
  const log = createLog({ level: 'silent' });
  const start = async (port: number) => {
    const store = await openSqliteStore({ directory });
    const bot = createEchoBot(store, () => directLine.connector);
    const now = () => new Date(Date.now() + line.ahead).toISOString();
    const sessions = chatSessions({ store, now });
    const directLine = createDirectLine({
      store,
      log,
      secret: new TextEncoder().encode('a secret of the tests, 32 bytes or more'),
      now: () => Date.now() + line.ahead,
      receive: (activity, channel) => bot.receive(activity, channel),
      session: (request) => sessions.read(request),
    });
    const server = createServer({ log, ready: () => true, baseUrl: options.baseUrl });
    directLine.serve(server);
    const texts = createTexts();
    const { hideAfter, azure } = options;
    registerChat(server.routes, { store, auditor, directLine, azure, sessions, texts, now, hideAfter });
    Object.assign(line, { store, bot, directLine, server });
    const taken = await server.listen({ host: '127.0.0.1', port });
    Object.assign(line, { port: taken.port, origin: `http://127.0.0.1:${taken.port}` });
  };
  const stop = async () => {
    line.directLine.close();
    await line.server.close({ graceMs: 2000 });
    await line.store.close();
  };
  const line = {
    ahead: 0,
    holder: (userId = 'dl_one', client = 'client-1') => ({ userId, client: clientId(client) }),
    token: async (userId?: string, client?: string) =>
      (await line.directLine.issueToken(line.holder(userId, client))).token,
    invite: async (client = 'client-1') =>
      (
        await createInvite(line.store, {
          client: clientId(client),
          therapist: therapistId('therapist-1'),
          now: new Date(Date.now() + line.ahead).toISOString(),
          days: 3,
        })
      ).id,
    async restart() {
      await stop();
      await start(line.port);
    },
    async close() {
      await stop();
      await rm(directory, { recursive: true });
    },
  } as unknown as Line;
  await start(0);
  await enrol(line.store, 'client-1');
  await enrol(line.store, 'client-2');
  return line;
}

/** The stock client, unmodified, and what it has shown so far. */
export interface Device {
  readonly shown: LineActivity[];
  texts(): string[];
  post(activity: Record<string, unknown>): Promise<string>;
  say(text: string, clientActivityID?: string): Promise<string>;
  /** Resolves as soon as what is shown satisfies this. */
  until(satisfied: (device: Device) => boolean): Promise<void>;
  readonly status: number;
  readonly watermark: string;
  end(): void;
}

export function openDevice(options: {
  origin: string;
  token: string;
  webSocket?: boolean;
  conversationId?: string;
  watermark?: string;
}): Device {
  Object.assign(globalThis, { XMLHttpRequest: XmlHttpRequest });
  const { origin, ...rest } = options;
  const line = new directLineJs.DirectLine({
    domain: `${origin}/v3/directline`,
    pollingInterval: 200,
    WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
    // The stock client waits 3 to 15 seconds before it comes back.
    random: () => 0,
    ...rest,
  });
  const shown: LineActivity[] = [];
  const waiting = new Set<() => void>();
  const subscription = line.activity$.subscribe(
    (activity) => {
      shown.push(activity);
      for (const check of waiting) check();
    },
    () => undefined,
  );
  const statuses = line.connectionStatus$.subscribe(() => {
    for (const check of waiting) check();
  });
  const device: Device = {
    shown,
    texts: () => shown.map((activity) => ('text' in activity ? (activity.text ?? '') : '')),
    post: (activity) =>
      new Promise((resolve, reject) => {
        line.postActivity({ from: { id: 'somebody-else' }, ...activity } as never).subscribe(resolve, reject);
      }),
    say: (text, clientActivityID) =>
      device.post({ type: 'message', text, ...(clientActivityID && { channelData: { clientActivityID } }) }),
    until: (satisfied) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`never shown; so far: ${JSON.stringify(device.texts())}`));
        }, 15_000);
        const check = () => {
          if (!satisfied(device)) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    get status() {
      return line.connectionStatus$.getValue();
    },
    get watermark() {
      return (line as unknown as { watermark: string }).watermark;
    },
    end() {
      subscription.unsubscribe();
      statuses.unsubscribe();
      line.end();
    },
  };
  return device;
}
