/**
 * Reminds clients who are all due at once, on SQLite, against a connector on this machine, as the program does it.
 * `npm run bench:reminders -- [--clients 100000] [--limited 2000]`. Beside it, in the same run, the bare messages
 * without a record. Exit code 1: a client was written to twice, or not at all.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ChannelAdapter } from '../src/bots/adapter.ts';
import { createClientNotifier } from '../src/bots/client-notifier.ts';
import { clientId } from '../src/domain/ids.ts';
import { createTexts } from '../src/i18n/index.ts';
import { createAuditor } from '../src/state/audit/auditor.ts';
import { usualCalendar } from '../src/reminders/clinic-calendar.ts';
import { enlistClient } from '../src/reminders/enlist-client.ts';
import type { Notifier } from '../src/reminders/notifier.ts';
import { tick } from '../src/reminders/tick.ts';
import { createTokenBucket, type Limiter } from '../src/reminders/token-bucket.ts';
import { openSqliteStore } from '../src/state/sqlite/open-sqlite-store.ts';
import { startConnector } from './reminders/connector.ts';
import { reminded, storeClients } from './reminders/plan-clients.ts';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '100000' },
    limited: { type: 'string', default: '2000' },
  },
});
const concurrency = 128;
const enrolled = '2026-11-20T00:00:00.000Z';
const dueAt = Date.parse('2026-11-23T18:00:00.000Z');
const due = { weekday: 1, hour: 18, minute: 0, timeZone: 'Etc/UTC' } as const;
const connector = await startConnector();
const megabytes = (): number => Math.round(process.memoryUsage().rss / 1_048_576);

try {
  const count = Number(values.clients);
  const bare = await time(() => sendBare(count));
  connector.forget();
  const free = await run(count, { take: () => Promise.resolve() });
  console.log(`${count} bare messages: ${Math.round(count / bare)} a second`);
  console.log(
    `${count} reminders without a limit: ${Math.round(count / free.seconds)} a second, ${(free.cpuMs / count).toFixed(2)} ms of processor time each with the connector's`,
  );
  console.log(
    `  memory before ${free.before} MB, at a quarter ${free.quarter} MB, highest ${free.highest} MB`,
  );
  connector.forget();
  const limited = Number(values.limited);
  const held = await run(
    limited,
    createTokenBucket({ perSecond: 50, now: () => performance.now(), wait: (ms) => wait(ms) }),
  );
  const late = [...held.late].sort((a, b) => a - b);
  const p95 = late[Math.floor(late.length * 0.95)] ?? 0;
  console.log(
    `${limited} reminders at 50 a second: ${(limited / held.seconds).toFixed(1)} a second, 95 % within ${(p95 / 1000).toFixed(1)} s; no sender could do it within ${((0.95 * limited) / 50).toFixed(1)} s`,
  );
} finally {
  await connector.close();
}

async function run(count: number, limiter: Limiter) {
  const directory = mkdtempSync(join(tmpdir(), 'alliance-'));
  const store = await openSqliteStore({ directory });
  try {
    const clients = Array.from({ length: count }, (_, at) => reminded(`c${at}`, due, enrolled));
    await storeClients(store, clients, connector.serviceUrl);
    for (let at = 0; at < count; at += 500)
      await Promise.all(clients.slice(at, at + 500).map((client) => enlistClient(store, client, enrolled)));
    clients.length = 0;
    const before = megabytes();
    let [quarter, highest] = [0, before];
    const late: number[] = [];
    const begun = performance.now();
    const clientNotifier = createClientNotifier({
      store,
      auditor: createAuditor(new Uint8Array(32).fill(7)),
      sender: { adapter: new ChannelAdapter({ connectors: {} }), appId: '' },
      texts: createTexts(),
      now: () => new Date(dueAt + performance.now() - begun).toISOString(),
    });
    const notifier: Notifier = {
      ...clientNotifier,
      async send(message) {
        late.push(performance.now() - begun);
        if (late.length % 1000 === 0) highest = Math.max(highest, megabytes());
        if (late.length === Math.floor(count / 4)) quarter = megabytes();
        return clientNotifier.send(message);
      },
    };
    const used = process.cpuUsage();
    const seconds = await time(() =>
      tick({
        store,
        notifier,
        limiter,
        wait: (ms) => wait(ms),
        random: Math.random,
        calendar: usualCalendar,
        now: () => new Date(dueAt + performance.now() - begun).toISOString(),
        leaseMs: 120_000,
        concurrency,
        failed(error) {
          throw error;
        },
      }),
    );
    const { user, system } = process.cpuUsage(used);
    const twice = [...connector.received.values()].filter((times) => times > 1).length;
    const missing = count - connector.received.size;
    console.log(`${count} clients: ${twice} twice, ${missing} missing`);
    for (let at = 0, told = 0; at < count && told < Math.min(missing, 10); at += 1) {
      if (connector.received.has(`c${at}`)) continue;
      told += 1;
      const week = await store.reminders.get(`c${at}`, '2026-11-23');
      console.log(`  c${at} ${JSON.stringify(week?.document.reminder)}`);
    }
    if (twice + missing > 0) process.exitCode = 1;
    return { seconds, cpuMs: (user + system) / 1000, before, quarter, highest, late };
  } finally {
    await store.close();
    rmSync(directory, { recursive: true });
  }
}

async function sendBare(count: number): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await connector.send({ client: clientId(`c${next}`), step: 'reminder' });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
