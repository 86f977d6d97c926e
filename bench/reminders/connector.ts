import { Agent, createServer, request } from 'node:http';
import { readStatus } from '../../src/reminders/read-status.ts';
import type { ReminderMessage, SendResult } from '../../src/reminders/notifier.ts';

export interface Connector {
  /** As a channel tells it. */
  readonly serviceUrl: string;
  /** A bare message, without anything around it. */
  send(message: Pick<ReminderMessage, 'client' | 'step'>): Promise<SendResult>;
  /** How often each client was written to. */
  readonly received: ReadonlyMap<string, number>;
  forget(): void;
  close(): Promise<void>;
}

/** A channel's connector on this machine that takes every message. */
export async function startConnector(): Promise<Connector> {
  const received = new Map<string, number>();
  const server = createServer((incoming, response) => {
    const conversation = (incoming.url ?? '').split('/')[3] ?? '';
    received.set(conversation, (received.get(conversation) ?? 0) + 1);
    incoming.resume().on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  return {
    received,
    serviceUrl: `http://127.0.0.1:${port}`,
    forget: () => received.clear(),
    send: ({ client, step }) =>
      new Promise((resolve) => {
        const body = JSON.stringify({ type: 'message', text: step });
        const outgoing = request(
          {
            agent,
            host: '127.0.0.1',
            port,
            method: 'POST',
            path: `/v3/conversations/${client}/activities`,
            headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
          },
          (response) => response.resume().on('end', () => resolve(readStatus(response.statusCode))),
        );
        outgoing.on('error', () => resolve({ kind: 'unknown' }));
        outgoing.end(body);
      }),
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
