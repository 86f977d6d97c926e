import type { Activity } from 'botbuilder';
import { formForTeams } from '../dialogs/form-for-teams.ts';
import { render } from '../dialogs/render.ts';
import type { ReminderStep } from '../domain/reminder.ts';
import type { Translate } from '../i18n/index.ts';

/**
 * A reminder as it goes into a chat: a tap, or anything that is written, leads into the check-in. It may be read over a
 * shoulder, on a locked screen and in a list of chats, so it says nothing of what is asked, by whom or why.
 */
export function reminderActivity(
  step: ReminderStep,
  { t, channel }: { readonly t: Translate; readonly channel: string },
): Partial<Activity> {
  const text = t(`reminder.${step}`);
  const activity = render({
    kind: 'choices',
    text,
    choices: [
      { label: t('reminder.start'), data: { command: 'resume' } },
      { label: t('reminder.settings'), data: { command: 'reminders' }, role: 'aside' },
    ],
  });
  // a notification shows this where it would only say that a card was sent
  return channel === 'msteams' ? { ...formForTeams(activity), summary: text } : activity;
}
