import type { AddressInfo } from 'node:net';
import { createHttpsServer } from '@vercel/cosmosdb-server';
import { clientId } from '../../../src/domain/ids.ts';
import { openCosmosStore } from '../../../src/state/cosmos/open-cosmos-store.ts';
import { setUpCosmos } from '../../../src/state/cosmos/set-up-cosmos.ts';

/** Run as a process: sets up, writes and reads with an identity over TLS, and prints what the server was shown. */
const server = createHttpsServer({ keepAlive: true });
const authorization = new Set<string>();
server.prependListener('request', ({ headers }: { headers: Record<string, string | undefined> }) =>
  authorization.add(decodeURIComponent(headers['authorization'] ?? 'nothing')),
);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const account = {
  endpoint: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
  database: 'alliance',
  credential: {
    kind: 'identity',
    credential: {
      getToken: async () => ({ token: 'the-token', expiresOnTimestamp: Date.now() + 3_600_000 }),
    },
  },
} as const;
await setUpCosmos({ ...account, throughput: 'serverless' });
const store = await openCosmosStore(account);
await store.channelUsers.put('u', { id: 'u', client: clientId('c'), joinedAt: 'once' }, 'absent');
const read = (await store.channelUsers.get('u', 'u'))?.document.joinedAt;
await store.close();
console.log(JSON.stringify({ read, authorization: [...authorization] }));
server.closeAllConnections();
server.close();
