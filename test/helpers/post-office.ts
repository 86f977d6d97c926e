import { randomBytes } from 'node:crypto';
import type { Client } from '../../src/domain/client.ts';
import type { Instant } from '../../src/domain/ids.ts';
import { giveAddress } from '../../src/domain/reminder-mail-life.ts';
import { createLog } from '../../src/log.ts';
import { createPost, type Post } from '../../src/mail/create-post.ts';
import { createSmtpMailer } from '../../src/mail/create-smtp-mailer.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import type { Store } from '../../src/state/store.ts';
import { createServer } from '../../src/web/server.ts';
import { registerReminderMail } from '../../src/web/reminder-mail/register-reminder-mail.ts';
import { temporaryStore } from '../state/temporary-store.ts';
import { auditor } from './auditing.ts';
import { aClient } from './chat.ts';
import { openMailbox, type Mailbox } from './mailbox.ts';

/** The post and its pages on a real server, with a real mail server and a real database file. */
export interface PostOffice {
  readonly store: Store;
  readonly post: Post;
  readonly box: Mailbox;
  readonly origin: string;
  now: Instant;
  /** Sends the letter that is due, and waits until that has ended. */
  deliver(client?: string): Promise<void>;
  client(id?: string): Promise<Client>;
  /** Puts a client who has just given this address. */
  gives(address: string, overrides?: Partial<Client>): Promise<void>;
  close(): Promise<void>;
}

export async function openPostOffice(
  options: Parameters<typeof openMailbox>[0] = {},
  { restoredAt }: { readonly restoredAt?: Instant } = {},
): Promise<PostOffice> {
  const store = await temporaryStore();
  const box = await openMailbox(options);
  const log = createLog({ level: 'silent' });
  const now = () => office.now;
  const from = { address: 'us@example.net' };
  const post = createPost({
    store,
    auditor,
    mailer: createSmtpMailer({
      server: { host: '127.0.0.1', port: box.port, tls: 'none' },
      from,
      log,
      now: () => Date.parse(office.now),
    }),
    from,
    key: randomBytes(32),
    url: () => Promise.resolve(office.origin),
    now,
    log,
    restoredAt,
  });
  const server = createServer({ log, ready: () => true });
  registerReminderMail(server.routes, { store, auditor, post, now });
  const { port } = await server.listen({ host: '127.0.0.1', port: 0 });
  const office: PostOffice = {
    store,
    post,
    box,
    origin: `http://localhost:${port}`,
    now: '2026-11-23T18:00:00.000Z',
    async client(id = 'client-1') {
      const stored = await store.clients.get(id, id);
      if (!stored) throw new Error('there is no such client');
      return stored.document.client;
    },
    async deliver(id) {
      post.letters.attend(await office.client(id));
      await post.letters.settle();
    },
    async gives(address, overrides) {
      const asked = giveAddress(aClient(overrides), { id: `of-${address}`, address, now: office.now });
      if (!asked.ok) throw new Error(asked.reason);
      const { client } = asked;
      const old = await store.clients.get(client.id, client.id);
      await store.clients.put(client.id, newClientDocument(client), old?.etag ?? 'absent');
    },
    async close() {
      await server.close({ graceMs: 500 });
      await box.close();
      await store.close();
    },
  };
  return office;
}

/** The first link to a path in a letter's text. */
export const linkIn = (text: string, path: string): string => {
  const found = new RegExp(`https?://\\S+${path}\\S*`).exec(text)?.[0];
  if (found === undefined) throw new Error(`the letter has no link to ${path}`);
  return found;
};
