import { setTimeout as wait } from 'node:timers/promises';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Client } from '../domain/client.ts';
import type { ClientId, Instant } from '../domain/ids.ts';
import { beginLetter, confirmableMs, endLetter } from '../domain/reminder-mail-life.ts';
import type { LetterEnd, ReminderAddress } from '../domain/reminder-mail.ts';
import { languageFor } from '../i18n/languages.ts';
import { mailTexts } from '../i18n/mail-texts.ts';
import type { Log } from '../log.ts';
import type { Auditor } from '../state/audit/auditor.ts';
import { changeClient } from '../state/change-client.ts';
import type { LeftPending } from '../state/change-document.ts';
import type { Store } from '../state/store.ts';
import type { AddressGuard } from './address-guard.ts';
import type { Sender } from './create-smtp-mailer.ts';
import type { Links } from './links.ts';
import type { Mailer, MailResult } from './mailer.ts';
import { messageId } from './message-id.ts';
import { writeLetter } from './write-letter.ts';

/** Takes the letters that ask to confirm an address to the post. */
export interface ConfirmationLetters {
  /** After a commit: sends the letter that is due in it, beside everything else. Never throws. */
  attend(client: Client): void;
  /** Resolves when those under way have ended, as far as a few seconds go: before the process ends. */
  settle(): Promise<void>;
}

export interface ConfirmationParts extends LeftPending {
  readonly store: Store;
  readonly auditor: Auditor;
  readonly mailer: Mailer;
  readonly links: Links;
  readonly from: Sender;
  readonly guard: AddressGuard;
  readonly now: () => Instant;
  readonly log: Log;
  /** When the store was made from a backup: what was due before has perhaps been sent. */
  readonly restoredAt?: Instant | undefined;
}

/** Milliseconds. */
const longestSettlingMs = 3_000;

/**
 * Each letter is claimed in the client's document before it goes out, so that of several instances one sends it, and a
 * crash in between costs the letter: the client can have it sent again.
 */
export function createConfirmationLetters(parts: ConfirmationParts): ConfirmationLetters {
  const { guard, now, log } = parts;
  const underWay = new Set<Promise<void>>();

  return {
    attend(client) {
      const address = client.reminderMail?.address;
      if (address?.letter.status !== 'due') return;
      if (parts.restoredAt !== undefined && address.letter.at < parts.restoredAt) return;
      const sending = post(client.id, address).catch((error: unknown) =>
        log.error('confirmation-letter-failed', { error }),
      );
      underWay.add(sending);
      void sending.finally(() => underWay.delete(sending));
    },
    async settle() {
      await Promise.race([Promise.all(underWay), wait(longestSettlingMs, undefined, { ref: false })]);
    },
  };

  async function post(client: ClientId, { id }: ReminderAddress): Promise<void> {
    let claimed: Client | undefined;
    await change(client, (current) => (claimed = beginLetter(current, id, now())));
    const address = claimed?.reminderMail?.address;
    if (!address) return;
    const end = await send(client, address);
    await change(client, (current) => endLetter(current, id, end, now()));
  }

  async function send(client: ClientId, address: ReminderAddress): Promise<LetterEnd> {
    if (!(await guard.admits(address.address, now()))) return 'limited';
    return endOf(await parts.mailer.send(await compose(parts, client, address)));
  }

  function change(client: ClientId, apply: (current: Client) => Client | undefined) {
    const event: AuditEvent = {
      at: now(),
      actor: { role: 'system', id: 'reminder-mail' },
      action: 'update',
      record: 'reminder-mail',
      outcome: 'success',
    };
    return changeClient(parts, client, apply, event);
  }
}

async function compose(
  { links, from, now }: Pick<ConfirmationParts, 'links' | 'from' | 'now'>,
  client: ClientId,
  { id, address, language: agreedIn, letter }: ReminderAddress,
) {
  const language = languageFor(agreedIn);
  const t = mailTexts(language);
  const subject = { client, address: id };
  const expiresAt = new Date(Date.parse(now()) + confirmableMs).toISOString();
  return {
    ...(await writeLetter({
      language,
      subject: t('letter.subject'),
      text: t('letter.text'),
      action: { label: t('letter.button'), href: await links.to('confirm', subject, expiresAt) },
      small: t('letter.ignore'),
      stop: { label: t('letter.stop'), href: await links.to('stop', subject) },
    })),
    to: address,
    messageId: messageId(from, [id, 'confirm', letter.at]),
  };
}

function endOf(result: MailResult): LetterEnd {
  switch (result.kind) {
    case 'sent':
    case 'unknown':
    case 'refused':
      return result.kind;
    case 'again':
      return 'unsent';
  }
}
