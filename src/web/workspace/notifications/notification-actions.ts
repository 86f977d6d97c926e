import { randomUUID } from 'node:crypto';
import { alertChannels } from '../../../domain/delivery.ts';
import { parseMailAddress } from '../../../domain/typed/parse-mail-address.ts';
import type { WallTime } from '../../../domain/reminder.ts';
import { isTimeZone } from '../../../domain/week.ts';
import { changeTherapist } from '../../../state/change-therapist.ts';
import type { NotifyWishes, TherapistDocument } from '../../../state/store.ts';
import type { WorkspaceDependencies } from '../dependencies.ts';
import { stopped } from '../message-page.ts';
import type { MemberVisit, PageReply } from '../route.ts';
import { notificationsPage } from './notifications-page.ts';

const home = '/workspace/notifications';

/** What the forms on the page do. Each change is in the person's own chain. */
export function notificationActions(dependencies: WorkspaceDependencies) {
  const { store, auditor, channels = [], workLetters } = dependencies;

  const change = (visit: MemberVisit, apply: (current: TherapistDocument) => TherapistDocument | undefined) =>
    changeTherapist({ store, auditor }, visit.therapist.id, (current) => {
      const next = apply(current);
      return (
        next && {
          next,
          event: {
            at: visit.now,
            actor: { role: visit.therapist.roles[0] ?? 'therapist', id: visit.therapist.id },
            action: 'update',
            record: 'notifications',
            outcome: 'success',
          },
        }
      );
    });
  const back = (done: string): PageReply => ({ kind: 'redirect', to: `${home}?done=${done}` });

  return {
    save: async (visit: MemberVisit): Promise<PageReply> => {
      const { form, t } = visit;
      const chosen = form.getAll('channel');
      const quiet = readQuiet(form);
      if (quiet === 'broken') {
        const fault = t('workspace.notifications.badQuiet');
        return notificationsPage(dependencies, visit, { form: 'quiet', value: '', fault });
      }
      const notify: NotifyWishes = {
        channels: alertChannels.filter((channel) => chosen.includes(channel)),
        ...(quiet && { quiet }),
      };
      await change(visit, (current) => ({ ...current, notify }));
      return back('saved');
    },

    give: async (visit: MemberVisit): Promise<PageReply> => {
      if (!workLetters) return stopped(visit, 400, 'badForm');
      const value = (visit.form.get('address') ?? '').trim();
      const address = parseMailAddress(value);
      if (address === undefined) {
        const fault = visit.t('workspace.notifications.badAddress');
        return notificationsPage(dependencies, visit, { form: 'address', value, fault });
      }
      const mail = { id: randomUUID(), address, givenAt: visit.now, letter: 'sending' } as const;
      const kept = await change(visit, (current) => ({ ...current, mail }));
      if (kept) workLetters.post(kept);
      return back('given');
    },

    remove: async (visit: MemberVisit): Promise<PageReply> => {
      await change(visit, ({ mail, ...rest }) => mail && rest);
      return back('removed');
    },

    confirm: async (visit: MemberVisit): Promise<PageReply> => {
      const id = await workLetters?.open(visit.form.get('link') ?? '', visit.therapist.id, visit.now);
      const kept = await change(visit, (current) =>
        current.mail && current.mail.id === id && current.mail.confirmedAt === undefined
          ? { ...current, mail: { ...current.mail, confirmedAt: visit.now } }
          : undefined,
      );
      const isDone = id !== undefined && kept?.mail?.id === id;
      return isDone ? back('confirmed') : { kind: 'redirect', to: `${home}/confirm` };
    },

    /** One attempt by each channel that they have, whatever they chose. */
    test: async (visit: MemberVisit): Promise<PageReply> => {
      const { therapist, origin } = visit;
      const results = await Promise.all(
        channels
          .filter((notifier) => notifier.reaches(therapist))
          .map(async (notifier) => {
            const message = {
              id: `test ${randomUUID()}`,
              therapist,
              about: 'test',
              urgent: false,
              link: `${origin}${home}`,
            } as const;
            const result = await notifier.tell(message).catch(() => ({ kind: 'unknown' }) as const);
            return `${notifier.channel}.${result.kind === 'failed' ? result.why : result.kind}`;
          }),
      );
      return { kind: 'redirect', to: `${home}?tested=${results.join(',')}` };
    },
  };
}

/** None where both times are empty; `broken` where they are no two different times, or the zone is none. */
function readQuiet(form: URLSearchParams): NotifyWishes['quiet'] | 'broken' {
  const [from, to, timeZone] = ['from', 'to', 'zone'].map((name) => (form.get(name) ?? '').trim());
  if (!from && !to) return undefined;
  const times = [readTime(from ?? ''), readTime(to ?? '')] as const;
  if (!times[0] || !times[1] || from === to || timeZone === undefined || !isTimeZone(timeZone))
    return 'broken';
  return { from: times[0], to: times[1], timeZone };
}

function readTime(text: string): WallTime | undefined {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(text) ?? [];
  const time = { hour: Number(hour), minute: Number(minute) };
  return time.hour < 24 && time.minute < 60 ? time : undefined;
}
