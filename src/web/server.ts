import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import restify, { type Request, type Response, type Server } from 'restify';
import { createTexts, type Texts } from '../i18n/index.ts';
import type { Log } from '../log.ts';
import { createRoutes, wantsHtml } from './http/create-routes.ts';
import { failure } from './http/failure.ts';
import { closeHttp } from './http/close-http.ts';
import { ownOrigin } from './http/own-origin.ts';
import { preferredLanguage } from './http/preferred-language.ts';
import { json } from './http/reply.ts';
import type { Routes } from './http/routes.ts';
import { securityHeaders } from './http/security-headers.ts';
import { sendAndHangUp, sendReply } from './http/send-reply.ts';

/** Who takes over connections that ask for a WebSocket. */
export interface UpgradeTaker {
  /** Decided from the request alone; what nobody wants is answered like any other request. */
  wants(request: IncomingMessage): boolean;
  take(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

export interface WebServer {
  readonly routes: Routes;
  /** Before `listen`. */
  upgrades(taker: UpgradeTaker): void;
  /** Port 0 takes a free one; resolves with the one taken. Rejects when it cannot listen. */
  listen(at: { host: string; port: number }): Promise<{ port: number }>;
  /** Takes no more connections, lets requests under way end, and after `graceMs` (5000) cuts what is left. */
  close(options?: { graceMs?: number }): Promise<void>;
}

const urlLimit = 4096;
const health = new Set(['/healthz', '/readyz']);

/**
 * The HTTP server without any room in it but `/healthz` and `/readyz`. Every answer carries the security headers,
 * every failure is a fixed code: no message, path or stack leaves, and the log gets the route's name only.
 */
export function createServer(options: {
  log: Log;
  /** Public URL; absent, only requests to this machine by its own name are served. */
  baseUrl?: string | undefined;
  readonly ready: () => boolean;
  texts?: Texts;
}): WebServer {
  const { log, baseUrl, ready, texts = createTexts() } = options;
  const server = restify.createServer({ name: '', formatters: quietFormatters() });
  silenceRestify(server);

  const refusal = (status: number, request: Request) =>
    failure(status, {
      html: wantsHtml(request),
      language: preferredLanguage(request.headers['accept-language'], texts.languages),
      texts,
    });

  let closing = false;
  server.pre((request: Request, response: Response, next) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    if (closing) response.setHeader('connection', 'close');
    const status = refusedWith(request, baseUrl);
    if (status === undefined) return next();
    return void sendAndHangUp(request, response, refusal(status, request)).finally(() => next(false));
  });
  server.on('restifyError', (request: Request, response: Response, error: unknown, done: () => void) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status >= 500) log.error('request-failed', { error });
    sendReply(response, refusal(status, request));
    done();
  });
  server.on('after', (request: Request, response: Response, route: { name?: string } | undefined) => {
    log[response.statusCode >= 500 ? 'warn' : 'debug']('request', {
      route: route?.name ?? 'none',
      method: request.method ?? '',
      status: response.statusCode,
      ms: Date.now() - request.time(),
    });
  });

  const http = server.server;
  const closeGently = closeHttp(http);
  Object.assign(http, {
    headersTimeout: 15_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 20_000,
    shouldUpgradeCallback: () => false,
  });

  const routes = createRoutes({ server, log, texts, baseUrl });
  routes.get('/healthz', 'health', async () => json(200, { status: 'ok' }));
  routes.get('/readyz', 'ready', async () =>
    ready() && !closing ? json(200, { status: 'ready' }) : json(503, { status: 'starting' }),
  );

  return {
    routes,
    upgrades(taker) {
      Object.assign(http, { shouldUpgradeCallback: (request: IncomingMessage) => taker.wants(request) });
      http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
        taker.take(request, socket, head),
      );
    },
    listen: ({ host, port }) =>
      new Promise((resolve, reject) => {
        http.once('error', reject);
        http.listen(port, host, () => {
          http.off('error', reject);
          http.on('error', (error) => log.error('server-error', { error }));
          const address = http.address();
          resolve({ port: typeof address === 'object' && address ? address.port : port });
        });
      }),
    close({ graceMs = 5000 } = {}) {
      closing = true;
      return closeGently(graceMs);
    },
  };
}

/** The status that refuses a request before any route sees it. */
function refusedWith(request: Request, baseUrl: string | undefined): number | undefined {
  if ((request.url ?? '').length > urlLimit) return 414;
  let path: string | null;
  try {
    // Restify would throw on such a Host or target while it looks for the route, outside of any handler.
    path = request.getUrl().pathname;
  } catch {
    return 400;
  }
  if (request.headers['content-encoding'] !== undefined) return 415;
  if (!ownOrigin(request.headers.host, baseUrl) && !health.has(path ?? '')) return 421;
  return undefined;
}

/** Whatever restify or the bot framework sends with an error status goes out as that status and no more. */
function quietFormatters() {
  const format = (_request: Request, response: Response, body: unknown): string | Buffer => {
    if (body instanceof Error || response.statusCode >= 400) return '{"error":{"code":"failed"}}';
    return Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null);
  };
  return { 'application/json': format, 'text/plain': format, 'application/octet-stream': format };
}

/** Restify logs whole requests and responses; the log is ours alone. */
function silenceRestify(server: Server): void {
  const nothing = () => undefined;
  const silent = {
    trace: nothing,
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    fatal: nothing,
  };
  Object.assign(server, { log: { ...silent, child: () => silent } });
}
