import { parseMailAddress } from '../domain/typed/parse-mail-address.ts';
import { languageFor } from '../i18n/languages.ts';
import { mailTexts, parseMailCommand, type MailCommand } from '../i18n/mail-texts.ts';
import { languageOf, type Conversation } from './conversation.ts';
import type { Choice } from './message.ts';
import { takesWords } from './takes-words.ts';

/** What a card's button for it sends as its command. */
const mailButton = 'mail';

/** The command in what came in, by a button or as a whole message, where reminders by e-mail are to be had. */
export function mailCommandOf({ incoming, reminderMail }: Conversation): MailCommand | undefined {
  if (reminderMail !== true) return undefined;
  if (incoming.kind === 'tapped') return incoming.data['command'] === mailButton ? 'mail' : undefined;
  return incoming.kind === 'typed' ? parseMailCommand(incoming.text) : undefined;
}

/**
 * Whether what came in is about reminders by e-mail: a command, or an address alone, which must not be filed as a
 * comment or an answer. Where a question asks for words, an address is one.
 */
export const asksForMail = (conversation: Conversation): boolean =>
  mailCommandOf(conversation) !== undefined ||
  (conversation.reminderMail === true &&
    conversation.incoming.kind === 'typed' &&
    !takesWords(conversation) &&
    parseMailAddress(conversation.incoming.text) !== undefined);

/** A button that leads there, where they are to be had. */
export function mailChoices(conversation: Conversation): readonly Choice[] {
  if (conversation.reminderMail !== true) return [];
  const label = mailTexts(languageFor(languageOf(conversation)))('chat.short');
  return [{ label, data: { command: mailButton }, role: 'aside' }];
}
