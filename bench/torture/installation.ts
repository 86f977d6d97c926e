import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createAuditor, type Auditor } from '../../src/state/audit/auditor.ts';
import { openCosmosStore } from '../../src/state/cosmos/open-cosmos-store.ts';
import { setUpCosmos } from '../../src/state/cosmos/set-up-cosmos.ts';
import type { Store } from '../../src/state/store.ts';
import { startFaultProxy, type FaultProxy } from '../../test/helpers/fault-proxy.ts';
import { beginClinic, type Enrolled } from './clinic.ts';
import { RealServer } from './real-server.ts';
import { startCosmosServer } from './start-cosmos-server.ts';

/** Servers over one Cosmos DB, each a process of its own. */
export interface Installation {
  /** Does not go through the proxy. */
  readonly store: Store;
  readonly auditor: Auditor;
  readonly origins: readonly string[];
  /** Between the servers and Cosmos DB; lets everything pass until it is told otherwise. */
  readonly proxy: FaultProxy;
  /** What the servers print is here, and what was kept. */
  readonly directory: string;
  /** Ends the servers as Ctrl-C does. */
  stopServers(): Promise<void>;
  /** Starts and ends one of them once more, which does what faults made them leave undone for these clients. */
  catchUp(clients: readonly Enrolled[]): Promise<void>;
  /** Writes the documents of these clients into the directory, to be looked at. */
  keep(clients: readonly Enrolled[]): Promise<void>;
  close(options: { keep: boolean }): Promise<void>;
}

/** The server takes any. */
const key = Buffer.from('any key').toString('base64');
const database = 'torture';
const patienceMs = 60_000;

/** @param proxied without, the servers reach Cosmos DB directly */
export async function install({
  instances,
  proxied,
}: {
  instances: number;
  proxied: boolean;
}): Promise<Installation> {
  const directory = await mkdtemp(join(tmpdir(), 'alliance-cosmos-'));
  const cosmos = await startCosmosServer();
  const proxy = await startFaultProxy(cosmos.endpoint);
  const account = { endpoint: cosmos.endpoint, database, credential: { kind: 'key', key } } as const;
  await setUpCosmos({ ...account, throughput: 'serverless' });
  const store = await openCosmosStore(account);
  await beginClinic(store);
  const auditKey = randomBytes(32);
  const environment = {
    COSMOS_ENDPOINT: proxied ? proxy.endpoint : cosmos.endpoint,
    COSMOS_KEY: key,
    COSMOS_DATABASE: database,
    AUDIT_KEY: auditKey.toString('base64'),
  };
  const servers: RealServer[] = [];
  const abandon = (): void => servers.forEach((server) => server.abandon());
  process.once('exit', abandon);

  const installation: Installation = {
    store,
    auditor: createAuditor(auditKey),
    proxy,
    directory,
    get origins() {
      return servers.map(({ origin }) => origin);
    },
    async stopServers() {
      await Promise.all(servers.map((server) => server.stop()));
    },
    async catchUp(clients) {
      const [server] = servers;
      server?.spawn();
      await server?.ready();
      // where the store is shared, it looks for what is left while it serves
      const giveUp = performance.now() + patienceMs;
      for (const { client } of clients) {
        const isPending = async (): Promise<boolean> =>
          ((await store.clients.get(client.id, client.id))?.document.pending.length ?? 0) > 0;
        while ((await isPending()) && performance.now() < giveUp) await wait(100);
      }
      await server?.stop();
    },
    async keep(clients) {
      for (const { client } of clients.slice(0, 50)) {
        const stored = await store.clients.get(client.id, client.id);
        await writeFile(join(directory, `${client.id}.json`), JSON.stringify(stored?.document, undefined, 2));
      }
    },
    async close({ keep }) {
      await Promise.all(servers.map((server) => server.close()));
      await store.close();
      await proxy.close();
      await cosmos.stop();
      process.off('exit', abandon);
      if (!keep) await rm(directory, { recursive: true });
    },
  };
  try {
    for (let instance = 1; instance <= instances; instance += 1) {
      const own = join(directory, `server-${instance}`);
      await mkdir(own);
      const server = await RealServer.on(own, { environment });
      servers.push(server);
      server.spawn();
    }
    await Promise.all(servers.map((server) => server.ready()));
  } catch (error) {
    await installation.close({ keep: true });
    throw error;
  }
  return installation;
}
