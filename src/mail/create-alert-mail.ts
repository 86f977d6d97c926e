import type { AlertMessage, AlertNotifier } from '../alerts/alert-notifier.ts';
import type { Attempted } from '../domain/delivery-life.ts';
import { languageFor } from '../i18n/languages.ts';
import { therapistTexts, type TherapistKey } from '../i18n/therapist-texts.ts';
import type { Sender } from './create-smtp-mailer.ts';
import type { PublicUrl } from './links.ts';
import type { Mailer, MailResult } from './mailer.ts';
import { messageId } from './message-id.ts';
import { writeLetter } from './write-letter.ts';

/** Tells people by e-mail, where they gave an address for it and confirmed it. */
export function createAlertMail({
  mailer,
  from,
  url,
}: {
  readonly mailer: Mailer;
  readonly from: Sender;
  readonly url: PublicUrl;
}): AlertNotifier {
  return {
    channel: 'mail',
    reaches: ({ mail }) => mail?.confirmedAt !== undefined,

    async tell(message): Promise<Attempted> {
      const { therapist, id, link } = message;
      const { mail } = therapist;
      if (mail?.confirmedAt === undefined) return { kind: 'failed', why: 'unreachable' };
      const language = languageFor(therapist.language);
      const t = therapistTexts(language);
      const { subject, text } = keysFor(message);
      const letter = await writeLetter({
        language,
        subject: t(subject),
        text: t(text),
        action: { label: t('mail.open'), href: link },
        small: t('mail.why'),
        change: { label: t('mail.settings'), href: `${await url()}/workspace/notifications` },
      });
      const sentAs = messageId(from, [mail.id, id]);
      return attempted(await mailer.send({ ...letter, to: mail.address, messageId: sentAs }), sentAs);
    },
  };
}

function keysFor({ about, urgent }: AlertMessage): {
  readonly subject: TherapistKey;
  readonly text: TherapistKey;
} {
  switch (about) {
    case 'client':
    case 'reminder':
      return urgent
        ? { subject: 'mail.urgentSubject', text: 'mail.urgentText' }
        : { subject: 'mail.subject', text: 'mail.text' };
    case 'call':
      return { subject: 'mail.urgentSubject', text: 'mail.urgentText' };
    case 'overview':
      return { subject: 'mail.subject', text: 'mail.overviewText' };
    case 'test':
      return { subject: 'mail.testSubject', text: 'mail.testText' };
  }
}

function attempted(result: MailResult, message: string): Attempted {
  switch (result.kind) {
    case 'sent':
      return { kind: 'sent', message };
    case 'again':
    case 'unknown':
      return { kind: result.kind };
    case 'refused':
      return { kind: 'failed', why: result.why === 'address' ? 'no-mailbox' : 'refused' };
  }
}
