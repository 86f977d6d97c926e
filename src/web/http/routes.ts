import type { IncomingHttpHeaders } from 'node:http';
import type { Request, Response } from 'restify';
import type { Reply } from './reply.ts';

/** What carries one request after another; the same object for each of them. */
export interface Connection {
  /** The address that connected; behind a proxy, the proxy's. */
  readonly remoteAddress?: string | undefined;
  /** The other side has said all it will. */
  once(event: 'end', listener: () => void): unknown;
  once(event: 'close', listener: (failed: boolean) => void): unknown;
}

/** A request as routes see it: already checked for size, encoding and host. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly cookies: ReadonlyMap<string, string>;
  /** Absolute origin under which people reach this server, e.g. `https://chat.example.org`. */
  readonly origin: string;
  /** Of the languages we speak, the one the browser asks for first. */
  readonly language: string;
  /** False when a browser says that another site's page sent this. */
  readonly sameOrigin: boolean;
  /** Milliseconds since 1970, on the clock of this machine. */
  readonly arrivedAt: number;
  readonly connection: Connection;
}

export interface PostOptions {
  /** Bytes; 256 KB where nothing is said. */
  readonly limit?: number;
  /** Milliseconds for the body to come; 10 seconds where nothing is said. */
  readonly withinMs?: number;
  /**
   * Told of the words in a body that is about to be answered 400, 408 or 413, as far as they were read: a refusal of its
   * form must not leave unread what a person wrote. The refusal follows.
   */
  readonly refused?: (request: HttpRequest, words: string) => Promise<void>;
}

/**
 * Where a room of `web` hangs its pages. `path` may hold `:parameters`; `name` is what the log shows. A handler
 * that rejects is answered 500 with a fixed text. Bodies are at most 256 KB
 * unless a route says otherwise.
 */
export interface Routes {
  get(path: string, name: string, handler: (request: HttpRequest) => Promise<Reply>): void;
  /** JSON, or no body at all (`undefined`). Whatever else comes is answered 400, 408, 413 or 415 before the handler. */
  post(
    path: string,
    name: string,
    handler: (request: HttpRequest, body: unknown) => Promise<Reply>,
    options?: PostOptions,
  ): void;
  /** `application/x-www-form-urlencoded`, from a page of ours only: another site's form is answered 403. */
  form(
    path: string,
    name: string,
    handler: (request: HttpRequest, form: URLSearchParams) => Promise<Reply>,
    /** `multipart`: a body of `multipart/form-data` is taken too, and no field of either is read. */
    options?: { readonly multipart?: boolean },
  ): void;
  /** JSON, answered by the handler itself on the raw response; if it leaves it open, 500. */
  raw(
    path: string,
    name: string,
    handler: (request: Request, response: Response, body: unknown) => Promise<void>,
  ): void;
}
