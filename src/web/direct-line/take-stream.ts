import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import type { Live } from './live.ts';
import { checkToken } from './token.ts';
import { readWatermark } from './wire.ts';

const streamPath = /^\/v3\/directline\/conversations\/([^/?]{1,100})\/stream(?:\?|$)/;

export const wantsStream = (request: IncomingMessage): boolean =>
  request.method === 'GET' &&
  request.headers.upgrade?.toLowerCase() === 'websocket' &&
  streamPath.test(request.url ?? '');

/** Opens the WebSocket of a conversation to the holder of its token; anyone else is answered 403 without one. */
export async function takeStream(
  request: IncomingMessage,
  given: {
    socket: Duplex;
    head: Buffer;
    sockets: WebSocketServer;
    secret: Uint8Array;
    now: () => number;
    live: Live;
  },
): Promise<void> {
  const { socket, head, sockets, secret, now, live } = given;
  const hangUp = () => socket.destroy();
  socket.on('error', hangUp);
  const query = new URLSearchParams(request.url?.split('?')[1]);
  const checked = await checkToken(secret, { token: query.get('t') ?? '', use: 'stream', now: now() });
  const conversation = streamPath.exec(request.url ?? '')?.[1];
  if (!checked.ok || conversation !== encodeURIComponent(checked.holder.client)) {
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  const { holder } = checked;
  socket.off('error', hangUp);
  sockets.handleUpgrade(request, socket, head, (opened) => {
    live.attach(opened, { ...holder, watermark: readWatermark(query.get('watermark')) });
  });
}
