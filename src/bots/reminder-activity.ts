import type { Activity } from 'botbuilder';
import { render } from '../dialogs/render.ts';
import type { ReminderStep } from '../domain/reminder.ts';
import type { Translate } from '../i18n/index.ts';

/**
 * A reminder as it goes into a chat: a tap, or anything that is written, leads into the check-in. It may be read over a
 * shoulder, on a locked screen and in a list of chats, so it says nothing of what is asked, by whom or why.
 */
export const reminderActivity = (step: ReminderStep, t: Translate): Partial<Activity> =>
  render({
    kind: 'choices',
    text: t(`reminder.${step}`),
    choices: [
      { label: t('reminder.start'), data: { command: 'resume' } },
      { label: t('reminder.settings'), data: { command: 'reminders' }, role: 'aside' },
    ],
  });
