import { createHash } from 'node:crypto';
import { EmailClient } from '@azure/communication-email';
import type { Log } from '../log.ts';
import type { Sender } from './create-smtp-mailer.ts';
import type { Mail, Mailer, MailResult } from './mailer.ts';
import { takeTurns } from './take-turns.ts';

/** An Azure Communication Services resource with an e-mail domain linked to it. */
export interface AzureMail {
  /** Such as `https://NAME.communication.azure.com`. */
  readonly endpoint: string;
  /** Absent: the identity of this machine. */
  readonly key?: string;
}

/** A key of the resource, or whatever gets tokens for it. */
export type AzureMailCredential = ConstructorParameters<typeof EmailClient>[1];

/** Requests at once; a resource takes a few dozen a minute. */
const lines = 5;

/**
 * Hands letters to Azure Communication Services. The operation's id comes of the message id, so that the service takes
 * a second copy of the same letter as the first one again. Nothing of a letter is logged.
 */
export function createAzureMailer({
  endpoint,
  credential,
  from,
  log,
  withinMs = 20_000,
}: {
  readonly endpoint: string;
  readonly credential: AzureMailCredential;
  readonly from: Sender;
  readonly log: Pick<Log, 'warn'>;
  /** Milliseconds for one letter whose turn has come. */
  readonly withinMs?: number;
}): Mailer {
  const inTurn = takeTurns(lines);
  const client = new EmailClient(endpoint, credential, {
    // trying again is for who asked
    retryOptions: { maxRetries: 0 },
    // to a stand-in on this machine only: the settings take no other address without TLS
    allowInsecureConnection: endpoint.startsWith('http://'),
  });
  return {
    send: (mail) => inTurn(() => deliver(mail)),
  };

  async function deliver(mail: Mail): Promise<MailResult> {
    const abortSignal = AbortSignal.timeout(withinMs);
    let isTaken = false;
    try {
      const poller = await client.beginSend(letterOf(mail, from), {
        operationId: operationId(mail.messageId),
        updateIntervalInMs: 1000,
        abortSignal,
        // the library looks once before it says so
        onResponse: ({ status }) => {
          isTaken ||= status === 202;
        },
      });
      await poller.pollUntilDone({ abortSignal });
      return { kind: 'sent' };
    } catch (error) {
      // it was taken, and is on its way
      if (isTaken && !hasFailed(error)) return { kind: 'sent' };
      const result = isTaken ? readEnd(error) : readFailure(error);
      log.warn(`mail-${result.kind}`, { status: statusOf(error) ?? 0 });
      return result;
    }
  }
}

const letterOf = ({ to, subject, text, html, headers }: Mail, from: Sender) => ({
  senderAddress: from.address,
  content: { subject, plainText: text, html },
  recipients: { to: [{ address: to }] },
  headers: { ...headers },
  // nothing tells that it was opened
  disableUserEngagementTracking: true,
});

/** A version 5 UUID in form: always the same for the same message. */
function operationId(message: string): string {
  const hash = createHash('sha256').update(message).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** Who we are was not believed, or too much was asked: ours to mend, and no reason to give up on the address. */
const passing = new Set([401, 403, 408, 429]);
/** Before anything was sent. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

function readFailure(error: unknown): MailResult {
  const status = statusOf(error);
  const code = codeOf(error);
  if (status === undefined)
    return neverLeft.has(code ?? '') ? { kind: 'again', status: 0 } : { kind: 'unknown' };
  if (passing.has(status) || status >= 500) return { kind: 'again', status };
  return { kind: 'refused', why: isAboutAddress(code) ? 'address' : 'message' };
}

/** The service took it, and could not deliver it; the library says so in words alone, which begin with its code. */
const hasFailed = (error: unknown): boolean =>
  error instanceof Error && /operation has (failed|been canceled)/.test(error.message);

const readEnd = (error: unknown): MailResult => ({
  kind: 'refused',
  why: error instanceof Error && isAboutAddress(error.message) ? 'address' : 'message',
});

const isAboutAddress = (code: string | undefined): boolean =>
  code !== undefined && /recipient|suppress|mailbox/i.test(code);

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
