import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What somebody sent to Azure Direct Line. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** A server in the place of Azure Direct Line, which cannot be had here: it notes what it is asked. */
export interface AzureStandIn {
  readonly origin: string;
  readonly asked: Asked[];
  /** How it answers from now on; at first with a token, as the service is documented to. */
  answer: (response: ServerResponse, request: IncomingMessage) => void;
  close(): Promise<void>;
}

export const goodAnswer = {
  token: 'azure.token.1',
  conversationId: 'azure-conversation-1',
  expires_in: 1800,
};

export async function openAzureStandIn(): Promise<AzureStandIn> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString() || 'null');
      asked.push({ method, url, authorization: headers.authorization, body });
      standIn.answer(response, request);
    });
  });
  const standIn: Omit<AzureStandIn, 'origin'> = {
    asked,
    answer(response: ServerResponse) {
      respond(response, 200, { body: JSON.stringify(goodAnswer) });
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return Object.assign(standIn, { origin: `http://127.0.0.1:${address.port}` });
}

/** Restify, where it is loaded, leaves no response to chain on after `writeHead`. */
export function respond(
  response: ServerResponse,
  status: number,
  { body = '', headers = {} }: { body?: string; headers?: Record<string, string> } = {},
): void {
  response.writeHead(status, headers);
  response.end(body);
}
