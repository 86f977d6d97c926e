import type { MailResult } from './mailer.ts';

/** What is known of an attempt that failed. */
export interface SmtpFailure {
  /** The server's reply, where there was one. */
  readonly status?: number | undefined;
  /** The whole line of it, with the enhanced status code where the server gives one (RFC 3463). */
  readonly line?: string | undefined;
  /** The command it replied to. */
  readonly command?: string | undefined;
  /** The message itself had begun to go over the line. */
  readonly begun: boolean;
}

/** What a failed attempt means for the message (RFC 5321, section 4.2.1: 4yz may be tried again, 5yz may not). */
export function readSmtpFailure({ status, line, command = '', begun }: SmtpFailure): MailResult {
  if (status === undefined) return begun ? { kind: 'unknown' } : { kind: 'again', status: 0 };
  // who we are was not believed: ours to mend, and no reason to give up on the address
  if (status < 500 || command.startsWith('AUTH')) return { kind: 'again', status };
  if (command === 'RCPT TO')
    return { kind: 'refused', why: isAboutMailbox(status, line) ? 'address' : 'message' };
  return isAboutMessage(command) ? { kind: 'refused', why: 'message' } : { kind: 'again', status };
}

/** A refused greeting or hello is about this machine or this moment. */
const isAboutMessage = (command: string): boolean => command === 'MAIL FROM' || command === 'DATA';

/** X.1.z is about the address, X.2.1 says that the mailbox is disabled; without such a code 550, 551 and 553 are. */
function isAboutMailbox(status: number, line = ''): boolean {
  const enhanced = /^\d{3}[ -]5\.(\d{1,3})\.(\d{1,3})\b/.exec(line);
  if (enhanced) return enhanced[1] === '1' || (enhanced[1] === '2' && enhanced[2] === '1');
  return status === 550 || status === 551 || status === 553;
}
