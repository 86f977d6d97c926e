import { connect } from 'node:net';

/** Sends bytes as they are and gives back whatever came until the other side closed, or `milliseconds` passed. */
export function rawRequest(port: number, bytes: string | Buffer, milliseconds = 3000): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    const done = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(received);
    };
    const timer = setTimeout(done, milliseconds);
    socket.on('data', (chunk) => {
      received += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', done);
    socket.write(bytes);
  });
}
