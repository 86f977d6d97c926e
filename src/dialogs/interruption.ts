import type { DialogContext } from 'botbuilder-dialogs';
import type { Command } from '../domain/typed/lexicon.ts';
import { asideIds, leaveAsides, openAside } from './aside.ts';
import { commonCommand } from './common-command.ts';
import { textsFor, say, type Conversation } from './conversation.ts';
import { myDataSteps } from './my-data.ts';
import { isReminderCommand, takeReminderCommand } from './reminder-wishes.ts';
import { offerDevice } from './offer-device.ts';
import { settingsSteps } from './settings.ts';

/**
 * What a client may say or tap at any point, whatever is open: the one place that decides what it does. What was open
 * comes back afterwards as it was. Setting language, day and time is part of joining, and done there.
 * @returns false when the command means something to what is open, or nothing.
 */
export async function takeInterruption(
  dc: DialogContext,
  conversation: Conversation,
  command: Command,
): Promise<boolean> {
  const { client, reminded } = conversation;
  const joins = client.status === 'invited' || client.status === 'stranger';
  // "stop", said to a reminder, does not mean the check-in
  if (reminded && command === 'stop' && client.status === 'joined') {
    takeReminderCommand(conversation, 'reminders');
    return true;
  }
  if (isReminderCommand(command) && client.status !== 'joined') return false;
  if (command === 'stop') leaveAsides(dc);
  if (commonCommand(conversation, command)) return true;
  switch (command) {
    case 'language':
      if (joins) return false;
      await openAside(dc, asideIds.language);
      return true;
    case 'settings':
    case 'day':
      if (joins) return false;
      await openAside(dc, asideIds.settings, {
        at:
          command === 'day' && client.due && client.status === 'joined'
            ? settingsSteps.day
            : settingsSteps.menu,
      });
      return true;
    case 'myData':
      await openAside(dc, asideIds.myData, { at: myDataSteps.menu });
      return true;
    case 'takeData':
      await openAside(dc, asideIds.myData, { at: myDataSteps.take });
      return true;
    case 'withdraw':
      await openAside(dc, asideIds.myData, { at: myDataSteps.withdraw });
      return true;
    case 'erase':
      await openAside(dc, asideIds.myData, { at: myDataSteps.erase });
      return true;
    case 'device':
      await offerDevice(conversation);
      return true;
    case 'startOver':
      return startOver(dc, conversation);
    case 'help':
    case 'helplines':
    case 'stop':
    case 'reminders':
    case 'remindersOn':
    case 'remindersOff':
    case 'pause1':
    case 'pause2':
    case 'pause4':
    case 'resume':
    case 'back':
    case 'skip':
    case 'send':
    case 'correct':
    case 'enough':
      return false;
  }
}

/** Only what was answered can be cleared; of a complete check-in each answer can be changed. */
async function startOver(dc: DialogContext, conversation: Conversation): Promise<boolean> {
  const { checkIn, status } = conversation.client;
  if (status !== 'joined' || !checkIn) return false;
  if (checkIn.status === 'open') {
    if (Object.keys(checkIn.answers).length === 0) return false;
    await openAside(dc, asideIds.startOver);
    return true;
  }
  say(conversation, textsFor(conversation)('chat.startOver.complete'));
  return false;
}
