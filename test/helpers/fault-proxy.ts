import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/** What happens to one request on its way to the server and back. */
export type Fault =
  | { readonly kind: 'none' }
  /** Answered in the place of the server, which sees nothing. */
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly substatus?: number;
      readonly retryAfterMs?: number;
      readonly body?: string;
    }
  /** Executed by the server, but answered with this status. */
  | { readonly kind: 'executed'; readonly status: number }
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection is reset before the server sees anything. */
  | { readonly kind: 'reset' }
  /** Executed by the server; the connection is reset in the place of an answer. */
  | { readonly kind: 'lost' }
  /** The server sees nothing, and no answer ever comes. */
  | { readonly kind: 'silence' }
  /** The connection is reset at once, and the server executes the request some time after. */
  | { readonly kind: 'late'; readonly ms: number }
  /** Executed by the server, whose answer breaks off in the middle. */
  | { readonly kind: 'cut' };

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Tells connections apart. */
  readonly port: number | undefined;
}

export interface FaultProxy {
  readonly endpoint: string;
  /** Every request that came, in order; clear it to count anew. */
  readonly seen: SeenRequest[];
  /** How often each fault happened. */
  readonly counts: Map<string, number>;
  /** Decides the fate of each request, before the server sees it; by default nothing goes wrong. */
  choose: (seen: SeenRequest) => Fault | Promise<Fault>;
  /** How many requests were met with silence and are still waited for. */
  readonly hanging: () => number;
  /** Resolves when what was still to reach the server late has reached it. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** An HTTP proxy on 127.0.0.1 in front of a server, which does to requests what a bad network and a busy server do. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const late = new Set<Promise<unknown>>();
  let hanging = 0;
  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing).catch(() => incoming.destroy());
  });
  server.keepAliveTimeout = 0;
  const proxy: FaultProxy = {
    endpoint: '',
    seen: [],
    counts: new Map(),
    choose: () => ({ kind: 'none' }),
    hanging: () => hanging,
    async settle() {
      while (late.size > 0) await Promise.allSettled(late);
    },
    async close() {
      await proxy.settle();
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const { method = '', url: path = '', headers } = incoming;
    const seen = { method, path, headers, body: body.toString(), port: incoming.socket.remotePort };
    proxy.seen.push(seen);
    const fault = await proxy.choose(seen);
    const name = 'status' in fault ? `${fault.kind} ${fault.status}` : fault.kind;
    proxy.counts.set(name, (proxy.counts.get(name) ?? 0) + 1);
    const forward = (): Promise<Answer> => send(new URL(path, target), { agent, method, headers, body });

    switch (fault.kind) {
      case 'answered': {
        const { substatus, retryAfterMs } = fault;
        outgoing.writeHead(fault.status, {
          ...(substatus !== undefined && { 'x-ms-substatus': String(substatus) }),
          ...(retryAfterMs !== undefined && { 'x-ms-retry-after-ms': String(retryAfterMs) }),
        });
        outgoing.end(fault.body ?? '{"message":"made up"}');
        return;
      }
      case 'executed':
        await forward();
        outgoing.writeHead(fault.status);
        outgoing.end();
        return;
      case 'silence':
        hanging += 1;
        outgoing.once('close', () => (hanging -= 1));
        return;
      case 'reset':
        incoming.socket.resetAndDestroy();
        return;
      case 'lost':
        await forward();
        incoming.socket.resetAndDestroy();
        return;
      case 'late': {
        incoming.socket.resetAndDestroy();
        const executed = wait(fault.ms).then(forward);
        late.add(executed);
        await executed.finally(() => late.delete(executed));
        return;
      }
      case 'cut': {
        const answer = await forward();
        outgoing.writeHead(answer.status, answer.headers);
        outgoing.write(answer.body.subarray(0, answer.body.length / 2), () => incoming.socket.destroy());
        return;
      }
      case 'delay':
        await wait(fault.ms);
        break;
      case 'none':
    }
    const answer = await forward();
    // not in one chain: restify, once loaded, makes every server's `writeHead` return nothing
    outgoing.writeHead(answer.status, answer.headers);
    outgoing.end(answer.body);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(proxy, { endpoint: `http://127.0.0.1:${port}` });
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

async function send(
  url: URL,
  {
    body,
    ...options
  }: {
    readonly agent: Agent;
    readonly method: string;
    readonly headers: IncomingMessage['headers'];
    readonly body: Buffer;
  },
): Promise<Answer> {
  const answered = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, options, resolve).once('error', reject).end(body);
  });
  const { 'transfer-encoding': _, ...headers } = answered.headers;
  const content = await buffer(answered);
  return {
    status: answered.statusCode ?? 502,
    headers: { ...headers, 'content-length': String(content.length) },
    body: content,
  };
}

/** A fault for one request in `1 / rate`, any kind of them; the same sequence for the same seed. */
export function seededFaults({ seed, rate }: { readonly seed: number; readonly rate: number }): () => Fault {
  const random = seededRandom(seed);
  const upTo = (most: number): number => Math.ceil(random() * most);
  const kinds: readonly (() => Fault)[] = [
    () => ({ kind: 'answered', status: 429, retryAfterMs: upTo(250) }),
    () => ({ kind: 'answered', status: 449 }),
    () => ({ kind: 'answered', status: 503 }),
    () => ({ kind: 'answered', status: 503, body: '<html>' }),
    () => ({ kind: 'executed', status: 503 }),
    () => ({ kind: 'executed', status: 408 }),
    () => ({ kind: 'executed', status: 500 }),
    () => ({ kind: 'delay', ms: upTo(30) }),
    () => ({ kind: 'reset' }),
    () => ({ kind: 'lost' }),
    () => ({ kind: 'late', ms: upTo(60) }),
    () => ({ kind: 'cut' }),
  ];
  return () => (random() < rate ? kinds[Math.floor(random() * kinds.length)]!() : { kind: 'none' });
}

/** Numbers from 0 to below 1 (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
