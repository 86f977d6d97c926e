import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Log } from '../log.ts';
import type { Mail, Mailer, MailResult } from './mailer.ts';
import { readSmtpFailure } from './read-smtp-failure.ts';
import { takeTurns } from './take-turns.ts';

/** The server that takes our letters. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, by STARTTLS or not at all, or none: for a server on this machine only. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly login?: { readonly user: string; readonly password: string };
}

/** Who our letters are from. */
export interface Sender {
  readonly address: string;
  readonly name?: string;
}

/** Connections at once. A provider refuses more than a few. */
const lines = 5;

/**
 * Hands letters to a mail server, each over a connection of its own, a few at once. Nothing of a letter is logged: only how the
 * server put its no.
 */
export function createSmtpMailer({
  server,
  from,
  log,
  now,
  withinMs = 20_000,
  authority,
}: {
  readonly server: SmtpServer;
  readonly from: Sender;
  readonly log: Pick<Log, 'warn'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds for one letter whose turn has come, from the name look-up to the server's last word. */
  readonly withinMs?: number;
  /** PEM of who signs for the server, in the place of those that the machine knows. */
  readonly authority?: string;
}): Mailer {
  const inTurn = takeTurns(lines);
  return {
    async send(mail) {
      let message: Buffer;
      try {
        message = await compose(mail, from, new Date(now()));
      } catch (error) {
        log.warn('mail-not-composed', { error });
        return { kind: 'refused', why: 'message' };
      }
      return inTurn(() => deliver(message, mail.to));
    },
  };

  function deliver(message: Buffer, to: string): Promise<MailResult> {
    const line = new SMTPConnection({
      host: server.host,
      port: server.port,
      secure: server.tls === 'implicit',
      requireTLS: server.tls === 'starttls',
      ignoreTLS: server.tls === 'none',
      connectionTimeout: withinMs,
      greetingTimeout: withinMs,
      socketTimeout: withinMs,
      dnsTimeout: withinMs,
      tls: { minVersion: 'TLSv1.2', ...(authority !== undefined && { ca: authority }) },
    });
    let begun = false;
    const content = new Readable({
      // read when the server has said that it wants the message, and not before
      read() {
        begun = true;
        this.push(message);
        this.push(null);
      },
    });
    return new Promise((resolve) => {
      let over = false;
      const end = (result: MailResult, error?: unknown): void => {
        if (over) return;
        over = true;
        clearTimeout(timer);
        if (result.kind === 'sent') line.quit();
        else {
          line.close();
          const status = statusOf(error);
          log.warn(`mail-${result.kind}`, { ...(status !== undefined && { status }), error });
        }
        resolve(result);
      };
      const fail = (error: unknown): void => end(readSmtpFailure({ ...readError(error), begun }), error);
      const timer = setTimeout(() => fail(new Error('no answer in time')), withinMs);
      const send = (): void => {
        if (over) return;
        line.send({ from: from.address, to: [to] }, content, (error) =>
          error ? fail(error) : end({ kind: 'sent' }),
        );
      };
      // the line stays with its listener: what it says after the end is nobody's concern
      line.on('error', fail);
      line.connect((error) => {
        if (error) return fail(error);
        if (over) return undefined;
        const { login } = server;
        if (!login) return send();
        return line.login({ user: login.user, pass: login.password }, (denied) =>
          denied ? fail(denied) : send(),
        );
      });
    });
  }
}

const compose = ({ to, subject, text, html, messageId, headers }: Mail, from: Sender, date: Date) =>
  new MailComposer({
    from: from.name === undefined ? from.address : { name: from.name, address: from.address },
    to,
    subject,
    text,
    html,
    messageId: `<${messageId}>`,
    headers: { ...headers },
    date,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();

const statusOf = (error: unknown): number | undefined => readError(error).status;

/** What the library says of a failure; its message holds addresses and is not looked at. */
function readError(error: unknown): { status?: number; line?: string; command?: string } {
  if (!(error instanceof Error)) return {};
  const status = 'responseCode' in error ? error.responseCode : undefined;
  const line = 'response' in error ? error.response : undefined;
  const command = 'command' in error ? error.command : undefined;
  return {
    ...(typeof status === 'number' && { status }),
    ...(typeof line === 'string' && { line }),
    ...(typeof command === 'string' && { command }),
  };
}
