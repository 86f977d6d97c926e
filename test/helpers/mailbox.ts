import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { localhostCertificate } from './localhost-certificate.ts';

/** A letter as a mail server took it. */
export interface Caught {
  readonly to: readonly string[];
  readonly from: string;
  /** As it came over the line. */
  readonly raw: string;
  /** Headers by lower-case name, unfolded. */
  readonly headers: ReadonlyMap<string, string>;
  /** The plain and the HTML part, decoded. */
  readonly text: string;
  readonly html: string;
}

export interface Mailbox {
  readonly port: number;
  readonly caught: Caught[];
  /** Ends every connection without a word. */
  hangUp(): void;
  close(): Promise<void>;
}

/** A real mail server on this machine that keeps what it takes. */
export async function openMailbox(options: SMTPServerOptions = {}): Promise<Mailbox> {
  const caught: Caught[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    ...localhostCertificate,
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        caught.push({
          to: rcptTo.map(({ address }) => address),
          from: mailFrom ? mailFrom.address : '',
          ...readLetter(Buffer.concat(chunks).toString()),
        });
        callback();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    caught,
    hangUp() {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** As a mail program reads it, as far as our own letters go. */
function readLetter(raw: string): Omit<Caught, 'to' | 'from'> {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const part = (type: string): string => {
    const found = new RegExp(`Content-Type: ${type}[^]*?\r\n\r\n([^]*?)(?=\r\n--|$)`).exec(raw);
    const before = found
      ? raw.slice(found.index, found.index + found[0].length - (found[1] ?? '').length)
      : '';
    return decode(found?.[1] ?? '', /Content-Transfer-Encoding: (\S+)/.exec(before)?.[1] ?? '7bit');
  };
  return { raw, headers: readHeaders(head), text: part('text/plain'), html: part('text/html') };
}

const readHeaders = (head: string): ReadonlyMap<string, string> =>
  new Map(
    head
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
      }),
  );

function decode(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return body.replaceAll('\r\n', '\n');
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll('\r\n', '\n')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
