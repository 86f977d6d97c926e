import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands where the channel's connector service is: takes every reply at once and tells who waits for it. */
export interface Connector {
  readonly serviceUrl: string;
  /** Messages, as JSON, that arrived for a conversation since this was last asked; waits for one if there is none yet. */
  replies(conversation: string): Promise<readonly string[]>;
  close(): void;
}

interface Mailbox {
  messages: string[];
  arrived?: () => void;
}

const patienceMs = 10_000;

export async function startConnector(): Promise<Connector> {
  const mailboxes = new Map<string, Mailbox>();
  const mailbox = (conversation: string): Mailbox => {
    let found = mailboxes.get(conversation);
    if (!found) mailboxes.set(conversation, (found = { messages: [] }));
    return found;
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const conversation = /^\/v3\/conversations\/([^/]+)\/activities/.exec(request.url ?? '')?.[1];
      if (conversation === undefined) {
        response.statusCode = 404;
        response.end();
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"id":"r"}');
      const activity = Buffer.concat(chunks).toString();
      if (!activity.includes('"type":"message"')) return;
      const box = mailbox(decodeURIComponent(conversation));
      box.messages.push(activity);
      box.arrived?.();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async replies(conversation) {
      const box = mailbox(conversation);
      if (box.messages.length === 0) {
        await new Promise<void>((resolve, reject) => {
          const giveUp = setTimeout(() => reject(new Error('no reply came')), patienceMs);
          box.arrived = () => {
            clearTimeout(giveUp);
            resolve();
          };
        });
      }
      mailboxes.delete(conversation);
      return box.messages;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
