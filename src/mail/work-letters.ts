import { setTimeout as wait } from 'node:timers/promises';
import type { Instant, TherapistId } from '../domain/ids.ts';
import { languageFor } from '../i18n/languages.ts';
import { therapistTexts } from '../i18n/therapist-texts.ts';
import type { Log } from '../log.ts';
import { clinicPartition, type Store, type TherapistDocument, type WorkAddress } from '../state/store.ts';
import { upsert } from '../state/upsert.ts';
import type { AddressGuard } from './address-guard.ts';
import type { Sender } from './create-smtp-mailer.ts';
import type { PublicUrl } from './links.ts';
import type { Mailer, MailResult } from './mailer.ts';
import { messageId } from './message-id.ts';
import type { Seal } from './seal.ts';
import { writeLetter } from './write-letter.ts';

/** The letters that ask people of the clinic to confirm the address to which alerts are to go. */
export interface WorkLetters {
  /** Sends the one for the address that has just been put on record, beside everything else. Never throws. */
  post(therapist: TherapistDocument): void;
  /** Which address a link in such a letter is about; `undefined` unless it is this person's and still good. */
  open(token: string, therapist: TherapistId, now: Instant): Promise<string | undefined>;
  /** Resolves when those under way have ended, as far as a few seconds go. */
  settle(): Promise<void>;
}

/** Milliseconds. */
const longestSettlingMs = 3_000;
const confirmableMs = 2 * 86_400_000;
const kind = 'work-address';

export function createWorkLetters({
  store,
  mailer,
  from,
  guard,
  seal,
  url,
  now,
  log,
}: {
  readonly store: Pick<Store, 'therapists'>;
  readonly mailer: Mailer;
  readonly from: Sender;
  readonly guard: AddressGuard;
  readonly seal: Seal;
  readonly url: PublicUrl;
  readonly now: () => Instant;
  readonly log: Log;
}): WorkLetters {
  const underWay = new Set<Promise<void>>();
  return {
    post(therapist) {
      const { mail } = therapist;
      if (!mail) return;
      const sending = send(therapist, mail).catch((error: unknown) =>
        log.error('work-letter-failed', { error }),
      );
      underWay.add(sending);
      void sending.finally(() => underWay.delete(sending));
    },

    async open(token, therapist, at) {
      const opened = await seal.open(kind, token, at);
      return opened.ok && opened.subject === therapist ? opened.address : undefined;
    },

    async settle() {
      await Promise.race([Promise.all(underWay), wait(longestSettlingMs, undefined, { ref: false })]);
    },
  };

  async function send(
    { id, language }: TherapistDocument,
    { id: address, address: to }: WorkAddress,
  ): Promise<void> {
    const letter = (await guard.admits(to, now()))
      ? endOf(await hand(id, language, { address, to }))
      : 'limited';
    await upsert(store.therapists, clinicPartition, id, (current) =>
      current?.mail?.id === address ? { ...current, mail: { ...current.mail, letter } } : undefined,
    );
  }

  async function hand(
    subject: TherapistId,
    preferred: string,
    { address, to }: { readonly address: string; readonly to: string },
  ): Promise<MailResult> {
    const language = languageFor(preferred);
    const t = therapistTexts(language);
    const expiresAt = new Date(Date.parse(now()) + confirmableMs).toISOString();
    const token = await seal.close({ kind, subject, address }, expiresAt);
    const letter = await writeLetter({
      language,
      subject: t('mail.confirmSubject'),
      text: t('mail.confirmText'),
      action: {
        label: t('mail.confirm'),
        href: `${await url()}/workspace/notifications/confirm?token=${token}`,
      },
      small: t('mail.ignore'),
    });
    return mailer.send({ ...letter, to, messageId: messageId(from, [address, 'confirm']) });
  }
}

function endOf(result: MailResult): WorkAddress['letter'] {
  switch (result.kind) {
    case 'sent':
    case 'unknown':
    case 'refused':
      return result.kind;
    case 'again':
      return 'unsent';
  }
}
