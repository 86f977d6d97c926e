import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { latestEvidence } from '../../domain/latest-evidence.ts';
import type { AlertMessage } from '../../alerts/alert-notifier.ts';
import { noteWords } from '../../alerts/note-words.ts';
import type { AlertId, ClientId } from '../../domain/ids.ts';
import type { TherapistTranslate } from '../../i18n/therapist-texts.ts';
import { linkCard, openLink } from './link-card.ts';

/** What a tap on the card sends. Which alert it is stands there as a hash: an alert's own id tells of what kind it is. */
export interface AlertTap {
  readonly card: 'alert';
  readonly client: ClientId;
  readonly alert: string;
  /** The latest piece of evidence when the card was made. */
  readonly seen: string;
}

/** Names an alert of a client without saying anything about it; always the same for the same alert. */
export const alertReference = (client: ClientId, alert: AlertId): string =>
  createHash('sha256').update(`${client} ${alert}`).digest('base64url').slice(0, 22);

/**
 * The note that an alert waits, for somebody's own chat: no name, nothing of what it is about. Urgent is worded so.
 * What a phone shows of it beforehand is its first line. It is acknowledged there by whose client it is.
 */
export function alertCard(message: AlertMessage, t: TherapistTranslate): Partial<Activity> {
  const { alert, urgent, link } = message;
  const { title, text } = noteWords(message, t);
  const data: AlertTap | undefined = alert && {
    card: 'alert',
    client: alert.client,
    alert: alertReference(alert.client, alert.id),
    seen: latestEvidence(alert),
  };
  return linkCard({
    title,
    text,
    urgent,
    actions: [
      openLink(t('alert.open'), link),
      ...(data ? [{ type: 'Action.Submit', title: t('alert.acknowledge'), data }] : []),
    ],
  });
}

/** What the note becomes: nothing to tap any more. */
export const acknowledgedCard = ({
  t,
  when,
}: {
  readonly t: TherapistTranslate;
  readonly when: string;
}): Partial<Activity> =>
  linkCard({ title: t('alert.title'), text: t('alert.acknowledged', { when }), actions: [] });
