import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the service does with a message. `lost`: it takes it and hangs up without a word. */
export type ConnectorAnswer =
  | number
  | { readonly status: number; readonly retryAfter: number }
  | { readonly afterMs: number; readonly status: number }
  | 'lost'
  | 'hang up';

export interface TakenMessage {
  readonly conversation: string;
  readonly text: string;
  /** Where its button leads. */
  readonly link: string | undefined;
}

/** A Bot Connector on this machine that takes messages, or does not, as the test says. */
export interface BotConnector {
  readonly serviceUrl: string;
  /** What it took, oldest first. */
  readonly taken: TakenMessage[];
  /** How often it was asked. */
  asked: number;
  answer: (conversation: string) => ConnectorAnswer;
  close(): void;
}

export async function openBotConnector(): Promise<BotConnector> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const conversation = decodeURIComponent((request.url ?? '').split('/')[3] ?? '');
      connector.asked += 1;
      const answer = connector.answer(conversation);
      if (answer === 'hang up') return void request.socket.destroy();
      const status = typeof answer === 'number' ? answer : answer === 'lost' ? 201 : answer.status;
      if (status < 300) connector.taken.push({ conversation, ...wordsOf(Buffer.concat(chunks).toString()) });
      if (answer === 'lost') return void request.socket.destroy();
      const send = () => {
        const more = typeof answer === 'object' && 'retryAfter' in answer;
        response.writeHead(status, {
          'content-type': 'application/json',
          ...(more && { 'retry-after': String(answer.retryAfter) }),
        });
        response.end(JSON.stringify({ id: `message-${connector.taken.length}` }));
      };
      if (typeof answer === 'object' && 'afterMs' in answer) setTimeout(send, answer.afterMs);
      else send();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connector: BotConnector = {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: [],
    asked: 0,
    answer: () => 201,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return connector;
}

interface Card {
  readonly body?: readonly { readonly text: string }[];
  readonly actions?: readonly { readonly url?: string }[];
}

function wordsOf(body: string): Pick<TakenMessage, 'text' | 'link'> {
  const { attachments = [] } = JSON.parse(body) as { attachments?: readonly { readonly content: Card }[] };
  const [card] = attachments;
  return {
    text: card?.content.body?.map(({ text }) => text).join('\n') ?? '',
    link: card?.content.actions?.find(({ url }) => url !== undefined)?.url,
  };
}
