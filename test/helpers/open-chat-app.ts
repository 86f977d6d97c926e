import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Client } from '../../src/domain/client.ts';
import { createLog } from '../../src/log.ts';
import { performAndClear } from '../../src/state/change-document.ts';
import { createInvite } from '../../src/state/claim-invite.ts';
import { newClientDocument } from '../../src/state/client-document.ts';
import { aClient } from './chat.ts';

/** The whole program over a fresh folder, with clients whom a test enrols. */
export interface ChatApp {
  readonly app: App;
  /** @returns the link that opens their chat */
  enrol(client: Partial<Client>): Promise<string>;
  close(): Promise<void>;
}

export async function openChatApp(env: Readonly<Record<string, string>> = {}): Promise<ChatApp> {
  const directory = await mkdtemp(join(tmpdir(), 'chat-app-'));
  const read = readConfig({ PORT: '0', DATA_DIR: directory, ...env });
  if (!read.ok) throw new Error(read.faults.join());
  const app = await createApp(read.config, 'empty', { log: createLog({ level: 'silent' }) });
  const { therapist } = app.clinic;
  return {
    app,
    async enrol(client) {
      const document = newClientDocument({ ...aClient(client), therapist });
      const { id } = document.client;
      const put = await app.store.clients.put(id, document, 'absent');
      if (put.ok) await performAndClear(app.store, { document, etag: put.etag });
      const now = new Date().toISOString();
      const invite = await createInvite(app.store, { client: id, therapist, now, days: 3 });
      return `${app.url}/chat?invite=${invite.id}`;
    },
    async close() {
      await app.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
