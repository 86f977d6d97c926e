import type { Alert } from '../../../domain/alert.ts';
import type { AlertDelivery } from '../../../domain/delivery.ts';
import type { MemberVisit } from '../route.ts';
import { html, type Html } from '../html.ts';

type Words = Pick<MemberVisit, 't' | 'wording' | 'now'>;

/** Who was told of an alert, over which channel, and what became of it: nobody's name, since a client's page may be printed. */
export function deliveryLines(
  view: {
    readonly visit: Words & Pick<MemberVisit, 'therapist'>;
    readonly record: { readonly deliveries: readonly AlertDelivery[] };
  },
  { id }: Pick<Alert, 'id'>,
): Html | undefined {
  const { visit, record } = view;
  const { t, therapist } = visit;
  const own = record.deliveries.filter(({ alert }) => alert === id).toReversed();
  return own.length === 0
    ? undefined
    : html`<details>
        <summary>${t('workspace.delivery.heading')}</summary>
        <ul class="told">
          ${own.map(
            (delivery) =>
              html`<li>
                ${t('workspace.delivery.line', {
                  channel: t(`workspace.delivery.channel.${delivery.channel}`),
                  who: t(
                    delivery.to === therapist.id ? 'workspace.delivery.you' : 'workspace.delivery.other',
                  ),
                  state: stateWords(visit, delivery),
                })}
              </li>`,
          )}
        </ul>
      </details>`;
}

function stateWords(words: Words, delivery: AlertDelivery): string {
  const { t, wording } = words;
  const { seenAt, unsure, status } = delivery;
  const state = plainState(words, delivery);
  const seen =
    seenAt === undefined ? state : t('workspace.delivery.seen', { state, when: wording.time(seenAt) });
  // of one whose outcome is unknown, that one itself
  const copies = status === 'unknown' ? unsure - 1 : unsure;
  return copies > 0 ? t('workspace.delivery.copies', { state: seen, count: copies }) : seen;
}

function plainState(
  { t, wording, now }: Words,
  { channel, status, at, notBefore, why }: AlertDelivery,
): string {
  const when = wording.time(at);
  switch (status) {
    case 'queued':
      return notBefore === undefined || notBefore <= now
        ? t('workspace.delivery.queued')
        : t('workspace.delivery.later', { when: wording.time(notBefore) });
    case 'sending':
      return t('workspace.delivery.sending');
    case 'sent':
      return t(channel === 'workspace' ? 'workspace.delivery.stands' : 'workspace.delivery.sent', { when });
    case 'unknown':
      return t('workspace.delivery.unknown', { when });
    case 'failed':
      return t('workspace.delivery.failed', { when, why: t(`workspace.delivery.why.${why ?? 'refused'}`) });
  }
}
