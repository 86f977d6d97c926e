import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { repeatable } from '../../src/demo/repeatable.ts';
import { createLog } from '../../src/log.ts';
import { createAuditor } from '../../src/state/audit/auditor.ts';
import { openCosmosStore } from '../../src/state/cosmos/open-cosmos-store.ts';
import { readInstruments } from '../../src/state/read-instruments.ts';
import { createSession } from '../../src/state/sign-in.ts';
import { startFaultProxy } from '../../test/helpers/fault-proxy.ts';
import { openTestAccount, realAccount } from '../../test/state/cosmos/test-account.ts';
import { usualWeek } from '../turns/usual-week.ts';
import { countRequests, type Requests } from './count-requests.ts';
import { createTypists, type Driven } from './drive-turns.ts';
import { loadClinic } from './load-clinic.ts';
import { openBots, type Bot } from './open-bot.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';
import { planClinic, typing, type Clinic } from './plan-clinic.ts';

export interface OnCosmos {
  /** What each asked of Cosmos DB; counted on the server that is started here. */
  readonly requests: Readonly<Record<string, Requests>>;
  readonly rate: {
    /** Where turns and pages were timed. */
    readonly account: 'local' | 'real';
    readonly turns: Driven;
    readonly caseload: readonly number[];
    readonly client: readonly number[];
  };
}

/**
 * The same turn and pages on Cosmos DB: how many requests each is, whether every query stays in one partition, and how
 * fast they are, on the account of COSMOS_ENDPOINT and COSMOS_KEY where these are set.
 */
export async function measureOnCosmos({
  checkIns,
  history,
  turns,
  pages,
}: {
  readonly checkIns: number;
  readonly history: number;
  readonly turns: number;
  readonly pages: number;
}): Promise<OnCosmos> {
  const clinic = planClinic({ checkIns, history });
  const count = (running: Running) => countEach(clinic, running);
  const time = (running: Running) => timeEach(clinic, running, { turns, pages });
  if (realAccount) {
    const requests = await onAccount('local', clinic, count);
    return { requests, rate: { account: 'real', ...(await onAccount('configured', clinic, time)) } };
  }
  return onAccount('local', clinic, async (running) => ({
    requests: await count(running),
    rate: { account: 'local', ...(await time(running)) },
  }));
}

async function countEach(
  clinic: Clinic,
  { bot, workspace, seen, whatIsLeft }: Running,
): Promise<OnCosmos['requests']> {
  const [one, other] = [typing(clinic)[0]!.id, typing(clinic)[1]!.id];
  const counted = async (what: () => Promise<unknown>) => {
    seen.length = 0;
    await what();
    return countRequests(seen.splice(0));
  };
  const turn = async (client: string, text: string) => {
    await bot.say(client, text);
    await bot.settle();
  };
  await turn(one, 'back');
  const ordinary = await counted(() => turn(one, '7'));
  const left = await whatIsLeft(one);
  for (const text of left.slice(0, -1)) await turn(one, text);
  return {
    'a turn': ordinary,
    "a client's first since the start": await counted(() => turn(other, 'back')),
    'the turn that completes a check-in': await counted(() => turn(one, left.at(-1)!)),
    'the caseload page': await counted(() => workspace.caseload()),
    "a client's page": await counted(() => workspace.client()),
  };
}

async function timeEach(
  clinic: Clinic,
  { bot, workspace }: Running,
  { turns, pages }: { readonly turns: number; readonly pages: number },
): Promise<Omit<OnCosmos['rate'], 'account'>> {
  // not those whose requests were counted
  const typists = createTypists(typing(clinic).slice(2), repeatable(6));
  await typists.atOnce(bot, { turns: Math.ceil(turns / 10), atOnce: 24 });
  const driven = await typists.atOnce(bot, { turns, atOnce: 24 });
  const several = async (page: () => Promise<number>) => {
    const ms: number[] = [];
    while (ms.length < pages) ms.push(await page());
    return ms;
  };
  return {
    turns: driven,
    caseload: await several(() => workspace.caseload()),
    client: await several(() => workspace.client()),
  };
}

/** What the server does beside the turns at its start has ended. */
async function quiet(seen: readonly unknown[]): Promise<void> {
  for (let before = -1; before !== seen.length;) {
    before = seen.length;
    await wait(1000);
  }
}

interface Running {
  readonly bot: Bot;
  readonly workspace: Workspace;
  /** Every request so far, of the local server only. */
  readonly seen: Parameters<typeof countRequests>[0][number][];
  /** What a client still has to type until their check-in is complete. */
  readonly whatIsLeft: (client: string) => Promise<readonly string[]>;
}

/** A loaded clinic and the product's own server on it. */
async function onAccount<T>(
  where: 'configured' | 'local',
  clinic: Clinic,
  use: (running: Running) => Promise<T>,
): Promise<T> {
  const account = await openTestAccount(where);
  const closing: (() => unknown)[] = [() => account.dispose()];
  try {
    const directory = mkdtempSync(join(tmpdir(), 'alliance-bench-'));
    closing.push(() => rmSync(directory, { recursive: true, force: true }));
    const proxied = account.endpoint.startsWith('http:');
    const proxy = proxied ? await startFaultProxy(account.endpoint) : undefined;
    closing.push(() => proxy?.close());
    const instrument = (await readInstruments('instruments')).instruments.current('alliance-weekly')!;
    const auditKey = new Uint8Array(32).fill(1);
    const store = await openCosmosStore(account);
    const now = new Date().toISOString();
    const parts = { store, auditor: createAuditor(auditKey), instrument };
    try {
      await loadClinic(parts, clinic, { now, atOnce: 20, progress: () => undefined });
    } finally {
      await store.close();
    }

    const read = readConfig({
      PORT: '0',
      DATA_DIR: directory,
      COSMOS_ENDPOINT: proxy?.endpoint ?? account.endpoint,
      COSMOS_KEY: account.credential.key,
      COSMOS_DATABASE: account.database,
      AUDIT_KEY: Buffer.from(auditKey).toString('base64'),
    });
    if (!read.ok) throw new Error(read.faults.join('; '));
    const app = await createApp(read.config, 'empty', { log: createLog({ level: 'silent' }) });
    closing.push(() => app.close());
    if (proxy) await quiet(proxy.seen);
    const signIns: string[] = [];
    for (const subject of clinic.therapists) {
      signIns.push(await createSession(app.store, { kind: 'sign-in', subject, now, lifetimeMs: 600_000 }));
    }
    const port = Number(new URL(app.url).port);
    const workspace = await openWorkspace(clinic, { port, signIns, random: repeatable(4) });
    closing.push(() => workspace.close());
    const bot = (await openBots(app))();
    return await use({
      bot,
      workspace,
      seen: proxy?.seen ?? [],
      async whatIsLeft(client) {
        const { answers } = (await app.store.clients.get(client, client))!.document.client.checkIn!;
        return usualWeek(instrument, repeatable(7)).flatMap((typed) =>
          typed.answers && !(typed.answers.key in answers) ? [typed.text] : [],
        );
      },
    });
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}
