import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Gives back the way to end a server that starts after this: idle connections close at once and as they fall
 * idle, busy ones when they are done, all of them after `graceMs`.
 */
export function closeHttp(server: Server): (graceMs: number) => Promise<void> {
  // Connections a browser opens ahead of need have asked nothing yet, and do not count as idle.
  const unused = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  const used = (request: IncomingMessage) => void unused.delete(request.socket);
  server.on('request', used).on('upgrade', used);

  return (graceMs) => {
    if (!server.listening) return Promise.resolve();
    return new Promise((resolve) => {
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const hard = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearInterval(idle);
        clearTimeout(hard);
        resolve();
      });
      server.closeIdleConnections();
      for (const socket of unused) socket.destroy();
    });
  };
}
