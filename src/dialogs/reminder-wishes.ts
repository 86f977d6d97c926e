import { pauses, reminderState, wishReminders, type ReminderWish } from '../domain/reminder-wishes.ts';
import type { Command } from '../domain/typed/lexicon.ts';
import { mailChoices } from './asks-for-mail.ts';
import { localeOf, textsFor, type Conversation } from './conversation.ts';
import type { Choice } from './message.ts';
import { dayName } from './names.ts';

/** By command: what the client wishes of their reminders; `look` only shows how they stand. */
const wishes = {
  reminders: 'look',
  remindersOn: { wish: 'on' },
  remindersOff: { wish: 'off' },
  pause1: { wish: 'pause', weeks: 1 },
  pause2: { wish: 'pause', weeks: 2 },
  pause4: { wish: 'pause', weeks: 4 },
} as const satisfies Partial<Record<Command, ReminderWish | 'look'>>;

export type ReminderCommand = keyof typeof wishes;

export const isReminderCommand = (command: Command): command is ReminderCommand =>
  Object.hasOwn(wishes, command);

/**
 * Does what the client wishes of their reminders, and says how they stand, until when they are paused, and what else can
 * be chosen. Its buttons work as long as they are shown: each says all there is to it.
 */
export function takeReminderCommand(conversation: Conversation, command: ReminderCommand): void {
  const wished = wishes[command];
  const { client, now } = conversation;
  const timeZone = client.due?.timeZone ?? conversation.clinicTimeZone;
  if (wished !== 'look') conversation.client = wishReminders(client, wished, { now, timeZone });
  const t = textsFor(conversation);
  const standing = reminderState(conversation.client, now);
  const text =
    standing.state === 'paused'
      ? t('chat.reminders.paused', { day: dayName(standing.until, localeOf(conversation), timeZone) })
      : t(`chat.reminders.${standing.state}`);
  const choice = (label: string, to: Command, role: Choice['role'] = 'answer'): Choice => ({
    label,
    data: { command: to },
    role,
  });
  conversation.outgoing.push({
    kind: 'say',
    message: {
      kind: 'choices',
      text: `${text}\n\n${t('chat.reminders.how')}`,
      choices: [
        ...(standing.state === 'on' ? [] : [choice(t('chat.reminders.turnOn'), 'remindersOn')]),
        ...(standing.state === 'on'
          ? pauses.map((weeks) => choice(t(`chat.reminders.pause${weeks}`), `pause${weeks}`))
          : []),
        ...(standing.state === 'off' ? [] : [choice(t('chat.reminders.turnOff'), 'remindersOff')]),
        choice(t('chat.goOn'), 'resume', 'aside'),
        ...mailChoices(conversation),
      ],
    },
  });
}
