import type { Request, Response, Server } from 'restify';
import type { Texts } from '../../i18n/index.ts';
import type { Log } from '../../log.ts';
import { failure } from './failure.ts';
import { ownOrigin } from './own-origin.ts';
import { parseJson } from './parse-json.ts';
import { preferredLanguage } from './preferred-language.ts';
import { readBody } from './read-body.ts';
import { readCookies } from './read-cookies.ts';
import type { Reply } from './reply.ts';
import { roughText } from './rough-text.ts';
import type { HttpRequest, PostOptions, Routes } from './routes.ts';
import { isSameOrigin } from './same-origin.ts';
import { sendAndHangUp, sendReply } from './send-reply.ts';

const bodyLimit = 256 * 1024;
/** Milliseconds for a body to come. */
const bodyMs = 10_000;
const urlEncoded = 'application/x-www-form-urlencoded';

/** What a body turned out to be, or the status that refuses it. */
type Taken<T> = { ok: true; value: T } | { ok: false; status: number };

/** Hangs routes on a restify server; see `Routes` for what each kind promises. */
export function createRoutes(options: {
  server: Server;
  log: Log;
  texts: Texts;
  baseUrl: string | undefined;
}): Routes {
  const { server, log, texts } = options;

  const refuse = (status: number, request: Request) =>
    failure(status, {
      html: wantsHtml(request),
      language: preferredLanguage(request.headers['accept-language'], texts.languages),
      texts,
    });

  /** Restify takes a handler of two parameters only if it is async, and answers a thrown error with its text. */
  const guarded =
    (route: string, handle: (request: Request, response: Response) => Promise<void>) =>
    async (request: Request, response: Response): Promise<void> => {
      try {
        await handle(request, response);
      } catch (error) {
        log.error('request-failed', { route, error });
      }
      if (!response.headersSent) sendReply(response, refuse(500, request));
      else if (!response.writableEnded) response.end();
    };

  const withBody =
    <T>(
      mediaTypes: readonly string[],
      parse: (bytes: Buffer) => Taken<T>,
      handle: (request: Request, response: Response, body: T) => Promise<void>,
      { limit = bodyLimit, withinMs = bodyMs, refused }: PostOptions = {},
    ) =>
    async (request: Request, response: Response): Promise<void> => {
      const empty = request.headers['content-length'] === '0' || !hasBody(request);
      if (!empty && !mediaTypes.includes(mediaTypeOf(request))) {
        return sendAndHangUp(request, response, refuse(415, request));
      }
      const body = await readBody(request, limit, { withinMs, beginning: refused !== undefined });
      if (body.status === 'aborted') return undefined;
      const taken =
        body.status === 'read'
          ? parse(body.bytes)
          : { ok: false as const, status: body.status === 'too-large' ? 413 : 408 };
      if (!taken.ok) {
        await refused?.(read(request, options), roughText(body.bytes));
        const reply = refuse(taken.status, request);
        return body.status === 'read' ? sendReply(response, reply) : sendAndHangUp(request, response, reply);
      }
      return handle(request, response, taken.value);
    };

  const answer = async (request: Request, response: Response, work: (known: HttpRequest) => Promise<Reply>) =>
    sendReply(response, await work(read(request, options)));

  return {
    get(path, name, handler) {
      server.get(
        { path, name },
        guarded(name, (request, response) => answer(request, response, handler)),
      );
    },
    post(path, name, handler, limits) {
      const handle = withBody(
        ['application/json'],
        jsonOrNothing,
        (request, response, body) => answer(request, response, (known) => handler(known, body)),
        limits,
      );
      server.post({ path, name }, guarded(name, handle));
    },
    form(path, name, handler, { multipart = false } = {}) {
      const handle = withBody(
        multipart ? [urlEncoded, 'multipart/form-data'] : [urlEncoded],
        multipart ? () => ({ ok: true, value: new URLSearchParams() }) : formFields,
        (request, response, body) =>
          answer(request, response, async (known) =>
            known.sameOrigin ? handler(known, body) : refuse(403, request),
          ),
      );
      server.post({ path, name }, guarded(name, handle));
    },
    raw(path, name, handler) {
      server.post({ path, name }, guarded(name, withBody(['application/json'], jsonOrNothing, handler)));
    },
  };
}

function read(
  request: Request,
  { baseUrl, texts }: { readonly baseUrl: string | undefined; readonly texts: Texts },
): HttpRequest {
  const url = request.getUrl();
  const origin = ownOrigin(request.headers.host, baseUrl) ?? '';
  return {
    method: request.method ?? '',
    path: url.pathname ?? '',
    params: request.params,
    query: new URLSearchParams(request.getQuery()),
    headers: request.headers,
    cookies: readCookies(request.headers.cookie),
    origin,
    language: preferredLanguage(request.headers['accept-language'], texts.languages),
    sameOrigin: isSameOrigin(request.headers, origin),
    arrivedAt: request.time(),
    connection: request.socket,
  };
}

export const wantsHtml = (request: Request): boolean => (request.headers.accept ?? '').includes('text/html');

const hasBody = (request: Request): boolean =>
  request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;

const mediaTypeOf = (request: Request): string =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

function jsonOrNothing(bytes: Buffer): Taken<unknown> {
  if (bytes.length === 0) return { ok: true, value: undefined };
  const parsed = parseJson(bytes);
  return parsed.ok ? parsed : { ok: false, status: 400 };
}

function formFields(bytes: Buffer): Taken<URLSearchParams> {
  try {
    return { ok: true, value: new URLSearchParams(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { ok: false, status: 400 };
  }
}
