import type { Look } from '../state/read-own-record.ts';
import { localeOf, textsFor, type Conversation } from './conversation.ts';
import { shownNumber } from './example-for.ts';
import { dayAndTime, dayName } from './names.ts';

/** What is kept, who sees it, who looked at it: the client's own record, in plain words. That it was read is audited. */
export async function myDataText(conversation: Conversation): Promise<string> {
  const t = textsFor(conversation);
  const { client, therapistName: therapist, clinicTimeZone } = conversation;
  const { checkIns, comments, alerts, looks, earlier } = await conversation.ownRecord();
  conversation.happened.push({ action: 'read', record: 'client' });
  const active = (list: readonly { readonly endedAt?: string }[]) =>
    list.filter(({ endedAt }) => endedAt === undefined).length;
  const locale = localeOf(conversation);
  const timeZone = client.due?.timeZone ?? clinicTimeZone;
  const { consent, erasureAskedAt } = client;
  const number = (value: number): string => shownNumber(value, locale);
  const when = (look: Look): string =>
    t(look.name === undefined ? 'chat.myData.lookUnnamed' : 'chat.myData.look', {
      name: look.name ?? '',
      role: t(`chat.myData.roles.${look.role === 'therapist' ? 'therapist' : 'other'}`),
      when: dayAndTime(look.at, locale, timeZone),
    });
  return [
    [
      t('chat.myData.stored'),
      t('chat.myData.checkIns', { checkIns: number(checkIns), comments: number(comments) }),
      t('chat.myData.agreed', {
        goals: number(active(client.goals)),
        homework: number(active(client.homework)),
      }),
      t('chat.myData.alerts', { alerts: number(alerts) }),
      consent &&
        t(consent.withdrawnAt === undefined ? 'chat.myData.consent' : 'chat.myData.consentWithdrawn', {
          day: dayName(consent.withdrawnAt ?? consent.givenAt, locale, timeZone),
        }),
      erasureAskedAt && t('chat.myData.erasureAsked', { day: dayName(erasureAskedAt, locale, timeZone) }),
      t('chat.myData.rest'),
    ],
    [t('chat.myData.who', { therapist })],
    [
      looks.length > 0 ? t('chat.myData.looked') : t('chat.myData.nobodyLooked'),
      ...looks.map(when),
      earlier > 0 && t('chat.myData.earlier', { earlier: number(earlier) }),
      t('chat.myData.overview'),
    ],
  ]
    .map((lines) => lines.filter((line) => line).join('\n'))
    .join('\n\n');
}
