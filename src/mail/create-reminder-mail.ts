import { confirmedAddress } from '../domain/reminder-mail-life.ts';
import { languageFor } from '../i18n/languages.ts';
import { mailTexts } from '../i18n/mail-texts.ts';
import type { ReminderMessage, SendResult } from '../reminders/notifier.ts';
import type { ClientDocument } from '../state/client-document.ts';
import type { Sender } from './create-smtp-mailer.ts';
import type { Links, PublicUrl } from './links.ts';
import type { Mailer, MailResult } from './mailer.ts';
import { messageId } from './message-id.ts';
import { writeLetter } from './write-letter.ts';

/** The e-mail side of the reminders' notifier. */
export interface ReminderMail {
  /** Whether there is an address that the client gave, confirmed and agreed to for this. */
  reaches(document: Pick<ClientDocument, 'client'>): boolean;
  /**
   * One attempt to that address, `unreachable` where there is none. A second one for the same client, week and step has
   * the same message id.
   */
  send(document: Pick<ClientDocument, 'client'>, message: ReminderMessage): Promise<SendResult>;
}

export function createReminderMail({
  mailer,
  links,
  from,
  url,
}: {
  readonly mailer: Mailer;
  readonly links: Links;
  readonly from: Sender;
  readonly url: PublicUrl;
}): ReminderMail {
  return {
    reaches: ({ client }) => confirmedAddress(client) !== undefined,

    async send({ client }, message) {
      const address = confirmedAddress(client);
      if (!address) return { kind: 'unreachable' };
      const { week, step } = message;
      const language = languageFor(client.language ?? message.language);
      const t = mailTexts(language);
      const letter = await writeLetter({
        language,
        subject: t(`${step}.subject`),
        text: t(`${step}.text`),
        action: { label: t(`${step}.button`), href: `${await url()}/chat` },
        small: t('foot.why'),
        stop: {
          label: t('foot.stop'),
          href: await links.to('stop', { client: client.id, address: address.id }),
        },
      });
      const result = await mailer.send({
        ...letter,
        to: address.address,
        messageId: messageId(from, [address.id, week, step]),
      });
      return sendResult(result);
    },
  };
}

function sendResult(result: MailResult): SendResult {
  switch (result.kind) {
    case 'sent':
    case 'unknown':
      return { kind: result.kind };
    case 'again':
      return { kind: 'again', status: result.status };
    case 'refused':
      // a mailbox that is not there is like a bot that was removed: the therapist is told
      return { kind: result.why === 'address' ? 'gone' : 'refused' };
  }
}
