import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import type { CosmosClientOptions } from '@azure/cosmos';
import { CosmosFault } from './cosmos-fault.ts';

type HttpClient = NonNullable<CosmosClientOptions['httpClient']>;
type Request = Parameters<HttpClient['sendRequest']>[0];
type Response = Awaited<ReturnType<HttpClient['sendRequest']>>;

export interface Transport extends HttpClient {
  /** Ends the connections that are kept open. */
  close(): void;
}

/**
 * How the SDK's requests travel: over connections that are kept and used again. Three things are different from the
 * SDK's own way. A failure says whether the request can have reached the service. It is one the SDK does not know,
 * so it does not repeat it. And the query plan that it asks for beside every query, but uses only across partitions,
 * is not fetched, so a page is one request; `acrossPartitions` fetches it.
 */
export function createTransport({ acrossPartitions }: { readonly acrossPartitions: boolean }): Transport {
  const options = { keepAlive: true, maxSockets: 100 };
  const http = new HttpAgent(options);
  const https = new HttpsAgent({ ...options, minVersion: 'TLSv1.2' });
  return {
    async sendRequest(request) {
      if (!acrossPartitions && request.headers.has('x-ms-cosmos-is-query-plan-request')) {
        return answer(request, { status: 400, headers: {}, body: noMessage });
      }
      return send(request, new URL(request.url), { http, https });
    },
    close() {
      http.destroy();
      https.destroy();
    },
  };
}

function send(
  request: Request,
  url: URL,
  agents: { readonly http: HttpAgent; readonly https: HttpsAgent },
): Promise<Response> {
  const secure = url.protocol === 'https:';
  const headers = request.headers.toJSON({ preserveCase: true });
  const options = { method: request.method, headers };
  return new Promise((resolve, reject) => {
    const outgoing = secure
      ? httpsRequest(url, { ...options, agent: agents.https })
      : httpRequest(url, { ...options, agent: agents.http });
    let connected = false;
    const fail = (error: unknown): void =>
      reject(new CosmosFault(connected ? 'doubtful' : 'busy', `SOCKET_${codeOf(error)}`));
    const abort = (): void => void outgoing.destroy();
    outgoing.once('socket', (socket) => {
      if (!socket.connecting) connected = true;
      else socket.once(secure ? 'secureConnect' : 'connect', () => (connected = true));
    });
    outgoing.once('response', (incoming) => {
      const { statusCode: status = 0 } = incoming;
      text(incoming).then(
        (body) => resolve(answer(request, { status, headers: incoming.headers, body })),
        fail,
      );
    });
    outgoing.on('error', fail);
    outgoing.once('close', () => request.abortSignal?.removeEventListener('abort', abort));
    request.abortSignal?.addEventListener('abort', abort);
    if (request.abortSignal?.aborted) abort();
    outgoing.end(typeof request.body === 'string' ? request.body : undefined);
  });
}

/** In the SDK's shape. It reads a `message` from any error's body, which a proxy in between may not have sent. */
function answer(
  request: Request,
  given: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: string;
  },
): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  return {
    request,
    status: given.status,
    bodyAsText: given.status >= 400 && !isObject(given.body) ? noMessage : given.body,
    headers: {
      get: (name) => headers.get(name) ?? undefined,
      has: (name) => headers.has(name),
      set: (name, value) => headers.set(name, String(value)),
      delete: (name) => headers.delete(name),
      toJSON: () => Object.fromEntries(headers),
      [Symbol.iterator]: () => headers[Symbol.iterator](),
    },
  };
}

const noMessage = '{"message":""}';

function isObject(body: string): boolean {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null;
  } catch {
    return false;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'ERROR';
