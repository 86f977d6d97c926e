import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientId, therapistId, type Instant } from '../../src/domain/ids.ts';
import type { Auditor } from '../../src/state/audit/auditor.ts';
import { newClientDocument, type ClientDocument } from '../../src/state/client-document.ts';
import { openSqliteStore } from '../../src/state/sqlite/open-sqlite-store.ts';
import { joinedClient } from './joined-client.ts';
import { channelUser, openBots } from './open-bot.ts';

/** Everything of a client's document that their open check-in has put there. */
export type UnderWay = Pick<
  ClientDocument,
  'dialogs' | 'asked' | 'answered' | 'ledger' | 'transcript' | 'delivered'
> & { readonly checkIn: NonNullable<ClientDocument['client']['checkIn']> };

/**
 * What a client in the middle of a check-in types in turn, for ever: back to the question before, and its answer. No
 * document grows by it once its transcript is full.
 */
export const forEver = ['back', '7'] as const;

/**
 * A check-in in its middle, brought there by real turns in a store of its own, with as many messages and deliveries
 * as a document keeps: what a turn reads and writes is never larger.
 */
export async function underWay(auditor: Auditor, now: Instant): Promise<UnderWay> {
  const directory = mkdtempSync(join(tmpdir(), 'alliance-bench-'));
  const store = await openSqliteStore({ directory });
  try {
    const id = clientId('under-way');
    const therapist = therapistId('bench-1');
    const fresh = newClientDocument(joinedClient({ id, therapist, label: '' }, { now }));
    await store.clients.put(id, fresh, 'absent');
    await store.channelUsers.put(
      channelUser(id),
      { id: channelUser(id), client: id, joinedAt: now },
      'absent',
    );
    const bot = (await openBots({ store, auditor }))();
    const walk = ['hello', '8', '9', '8', ...Array.from({ length: 20 }, () => forEver).flat()];
    for (const text of walk) {
      await bot.say(id, text);
      await bot.settle();
    }
    const { document } = (await store.clients.get(id, id))!;
    const { dialogs, asked, answered, ledger, transcript, delivered, client } = document;
    return { dialogs, asked, answered, ledger, transcript, delivered, checkIn: client.checkIn! };
  } finally {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
