import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly status: 'read'; readonly bytes: Buffer }
  | { readonly status: 'too-large' }
  /** The connection ended before the body did; there is nobody left to answer. */
  | { readonly status: 'aborted' };

/** Reads a request's body, giving up as soon as it is, or says it will be, longer than `limit` bytes. */
export function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  return new Promise((resolve) => {
    if (Number(request.headers['content-length'] ?? 0) > limit) {
      resolve({ status: 'too-large' });
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = (body: Body) => {
      request.off('data', take).off('end', done).off('error', abort).off('close', abort);
      // Discarding what still comes must not bring the process down.
      request.on('error', () => undefined);
      resolve(body);
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > limit) finish({ status: 'too-large' });
    };
    const done = () => finish({ status: 'read', bytes: Buffer.concat(chunks) });
    const abort = () => finish({ status: 'aborted' });
    request.on('data', take).on('end', done).on('error', abort).on('close', abort);
  });
}
