import type { Request, Response } from 'restify';
import type { Reply } from './reply.ts';

/** Sends it once: a response that has begun is left alone. */
export function sendReply(response: Response, reply: Reply): void {
  if (response.headersSent || response.destroyed) return;
  if (reply.cookies) response.setHeader('set-cookie', [...reply.cookies]);
  if (reply.clientCloses) response.shouldKeepAlive = true;
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  response.sendRaw(reply.status, body, { ...reply.headers, 'content-length': String(body.length) });
}

const patience = { milliseconds: 1000, bytes: 2 * 1024 * 1024 };

/**
 * For a body that was not read to its end: closing a connection on unread data loses the answer on its way, so
 * the answer goes out at once and a little more is read and thrown away before the close.
 */
export async function sendAndHangUp(request: Request, response: Response, reply: Reply): Promise<void> {
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, connection: 'close', 'content-length': body.length });
  response.write(body);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, patience.milliseconds);
    const enough = () => {
      clearTimeout(timer);
      resolve();
    };
    let left = patience.bytes;
    request.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) enough();
    });
    request.on('end', enough).on('close', enough).resume();
  });
  response.end();
}
