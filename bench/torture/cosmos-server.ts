/** A Cosmos DB server in memory, in a process of its own, on 127.0.0.1. Ends with the process that started it. */
import type { AddressInfo } from 'node:net';
import { createHttpServer } from '@vercel/cosmosdb-server';

const server = createHttpServer({ keepAlive: true });
server.keepAliveTimeout = 0;
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => undefined);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
