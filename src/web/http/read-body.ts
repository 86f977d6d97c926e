import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly status: 'read'; readonly bytes: Buffer }
  /** `bytes`: what came up to the limit, if it was read at all. */
  | { readonly status: 'too-large'; readonly bytes: Buffer }
  /** It was not there in time; `bytes`: what had come. */
  | { readonly status: 'too-slow'; readonly bytes: Buffer }
  /** The connection ended before the body did; there is nobody left to answer. */
  | { readonly status: 'aborted' };

/**
 * Reads a request's body, giving up as soon as it is longer than `limit` bytes, or, unless its beginning is wanted
 * all the same, says that it will be; and when it has not come within `withinMs` milliseconds.
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  { withinMs, beginning = false }: { readonly withinMs: number; readonly beginning?: boolean },
): Promise<Body> {
  return new Promise((resolve) => {
    if (!beginning && Number(request.headers['content-length'] ?? 0) > limit) {
      resolve({ status: 'too-large', bytes: Buffer.alloc(0) });
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    const timer = setTimeout(
      () => finish({ status: 'too-slow', bytes: Buffer.concat(chunks) }),
      withinMs,
    ).unref();
    const finish = (body: Body) => {
      clearTimeout(timer);
      request.off('data', take).off('end', done).off('error', abort).off('close', abort);
      // Discarding what still comes must not bring the process down.
      request.on('error', () => undefined);
      resolve(body);
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > limit) finish({ status: 'too-large', bytes: Buffer.concat(chunks).subarray(0, limit) });
    };
    const done = () => finish({ status: 'read', bytes: Buffer.concat(chunks) });
    const abort = () => finish({ status: 'aborted' });
    request.on('data', take).on('end', done).on('error', abort).on('close', abort);
  });
}
