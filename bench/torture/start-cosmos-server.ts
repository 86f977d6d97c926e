import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface CosmosServer {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts `cosmos-server.ts`, which keeps everything in memory until it is stopped. */
export async function startCosmosServer(): Promise<CosmosServer> {
  const child = fork(fileURLToPath(new URL('cosmos-server.ts', import.meta.url)));
  const ended = once(child, 'exit');
  const [port] = (await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error('the Cosmos DB server ended by itself'))),
  ])) as [number];
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
