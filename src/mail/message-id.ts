import { createHash } from 'node:crypto';
import type { Sender } from './create-smtp-mailer.ts';

/**
 * The id of a message about something: the same again for the same, so that a mail program shows a second copy as one.
 * It tells nothing of what it is made of as long as one part of that is a secret.
 */
export const messageId = ({ address }: Sender, about: readonly string[]): string =>
  `${createHash('sha256').update(about.join(' ')).digest('hex').slice(0, 40)}@${address.slice(address.lastIndexOf('@') + 1)}`;
