import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Incoming } from '../../dialogs/conversation.ts';
import { acknowledgeAlert } from '../../domain/acknowledge-alert.ts';
import type { Change } from '../../domain/client-changes.ts';
import { clientId, type Instant } from '../../domain/ids.ts';
import { isTimeZone } from '../../domain/week.ts';
import { noteOpened } from '../../state/note-opened.ts';
import { records } from '../../state/records.ts';
import type { TherapistDocument } from '../../state/store.ts';
import { languageFor } from '../../i18n/languages.ts';
import { type TherapistTranslate } from '../../i18n/therapist-texts.ts';
import { acknowledgedCard, alertReference, type AlertTap } from './alert-card.ts';
import { linkCard, openLink } from './link-card.ts';
import type { TherapistParts } from './therapist-parts.ts';

const tapped = z.object({
  card: z.literal('alert'),
  client: z.string().min(1).max(200).transform(clientId),
  alert: z.string().max(64),
  seen: z.string().max(40),
});

/** What an alert's card sent, if it was one. */
export const readAlertTap = (incoming: Incoming): AlertTap | undefined =>
  incoming.kind === 'tapped' ? tapped.safeParse(incoming.data).data : undefined;

/**
 * Acknowledges an alert by its card as the workspace does, through the same records: audited, of the therapist's own
 * clients alone. The card then says so, also when it was acknowledged before. What has grown since, or stands no
 * more, is said; then nothing was changed.
 */
export async function answerAlertCard(
  context: TurnContext,
  parts: TherapistParts,
  {
    therapist,
    tap,
    t,
  }: { readonly therapist: TherapistDocument; readonly tap: AlertTap; readonly t: TherapistTranslate },
): Promise<void> {
  const { client, seen } = tap;
  const at = parts.now();
  // what they are here was last said when they signed in
  const person = { id: therapist.id, roles: therapist.roles ?? (['therapist'] as const) };
  const change = await records(parts, person).change(client, 'alert', (current): Change => {
    const alert = current.alerts.find(({ id }) => alertReference(client, id) === tap.alert);
    if (!alert) return { ok: false, reason: 'unknown' };
    if (alert.status !== 'open') return { ok: true, client: current };
    return acknowledgeAlert(current, { alert: alert.id, by: therapist.id, at, note: '', seen });
  });
  if (!change.ok) {
    const link = parts.links.client(client);
    const isGrown = change.reason === 'changed-meanwhile';
    const text = t(isGrown ? 'alert.grown' : 'alert.past');
    await context.sendActivity(linkCard({ text, actions: [openLink(t('alert.open'), link)] }));
    return;
  }
  await noteOpened(parts.store, { client, person: therapist.id, now: at });
  const alert = change.client.alerts.find(({ id }) => alertReference(client, id) === tap.alert);
  await settle(context, { t, when: shortTime(context, alert?.history.at(-1)?.at ?? at, parts.timeZone) });
}

/** The card itself says it where the channel lets it be replaced; else a line does. */
async function settle(
  context: TurnContext,
  words: { readonly t: TherapistTranslate; readonly when: string },
): Promise<void> {
  const id = context.activity.replyToId;
  if (id !== undefined && id !== '') {
    try {
      await context.updateActivity({ ...acknowledgedCard(words), id });
      return;
    } catch {
      // it is acknowledged all the same
    }
  }
  await context.sendActivity(words.t('alert.acknowledged', { when: words.when }));
}

/** `22 Nov, 13:05`, in the language of the words and where the reader is. */
function shortTime({ activity }: TurnContext, at: Instant, clinic: string): string {
  const own = activity.localTimezone;
  const language = languageFor(activity.locale);
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: own && isTimeZone(own) ? own : clinic,
  }).format(new Date(at));
}
