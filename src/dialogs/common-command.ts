import type { Command } from '../domain/typed/lexicon.ts';
import { languageOf, say, textsFor, type Conversation } from './conversation.ts';
import { languageFor } from '../i18n/languages.ts';
import { mailTexts } from '../i18n/mail-texts.ts';
import { safetyTexts } from '../i18n/safety-texts.ts';
import type { Category } from '../safety/finding.ts';
import type { Choice } from './message.ts';
import { takeReminderCommand } from './reminder-wishes.ts';
import { helplineText } from './safety-reply.ts';

/**
 * What works the same wherever the client is: help, the helplines, stop, what they wish of their reminders. The open
 * question stays as it is.
 * @returns false when the command is none of these.
 */
export function commonCommand(conversation: Conversation, command: Command): boolean {
  const t = textsFor(conversation);
  switch (command) {
    case 'help':
      offer(conversation, helpText(conversation), { also: alsoOf(conversation) });
      return true;
    case 'helplines':
      offer(conversation, `${helplinesOf(conversation)}\n\n${clinicOf(conversation)}`);
      return true;
    case 'stop':
      say(conversation, t('chat.stopped'));
      interrupt(conversation);
      return true;
    case 'reminders':
    case 'remindersOn':
    case 'remindersOff':
    case 'pause1':
    case 'pause2':
    case 'pause4':
      takeReminderCommand(conversation, command);
      interrupt(conversation);
      return true;
    case 'resume':
    case 'back':
    case 'skip':
    case 'send':
    case 'correct':
    case 'language':
    case 'enough':
    case 'startOver':
    case 'settings':
    case 'day':
    case 'myData':
    case 'takeData':
    case 'withdraw':
    case 'erase':
    case 'device':
      return false;
  }
}

/** How to reach a person at the clinic. Nothing that is written here does. */
function clinicOf(conversation: Conversation): string {
  const t = textsFor(conversation);
  const { clinicContact = [], therapistName: therapist } = conversation;
  return clinicContact.length > 0
    ? t('chat.clinic.contact', { contact: clinicContact.join('\n') })
    : t('chat.clinic.none', { therapist });
}

function helpText(conversation: Conversation): string {
  const t = textsFor(conversation);
  const help = `${t('chat.help', { therapist: conversation.therapistName })}\n\n${t('chat.helpMore')}`;
  if (!conversation.reminderMail || conversation.client.status !== 'joined') return help;
  return `${help}\n\n${mailTexts(languageFor(languageOf(conversation)))('chat.help')}`;
}

/** Says something in between and offers the way on; a text typed next does not count for the question before it. */
export function offer(
  conversation: Conversation,
  text: string,
  {
    labels = labelsOf(conversation),
    also = [],
  }: {
    readonly labels?: { readonly goOn: string; readonly showHelplines: string; readonly stop: string };
    readonly also?: readonly Choice[];
  } = {},
): void {
  conversation.outgoing.push({
    kind: 'say',
    message: {
      kind: 'choices',
      text,
      choices: [
        { label: labels.goOn, data: { command: 'resume' } },
        ...also,
        { label: labels.showHelplines, data: { command: 'helplines' }, role: 'aside' },
        { label: labels.stop, data: { command: 'stop' }, role: 'aside' },
      ],
    },
  });
  interrupt(conversation);
}

/** What a client may want to find who asks for help. */
function alsoOf(conversation: Conversation): readonly Choice[] {
  const t = textsFor(conversation);
  return [
    { label: t('chat.settings.short'), data: { command: 'settings' } },
    { label: t('chat.myData.short'), data: { command: 'myData' } },
  ];
}

function labelsOf(conversation: Conversation) {
  const t = textsFor(conversation);
  return { goOn: t('chat.goOn'), showHelplines: t('chat.showHelplines'), stop: t('chat.stop') };
}

/** For what was found last in this conversation, if anything was. */
function helplinesOf(conversation: Conversation): string {
  const { client, danger } = conversation;
  const t = safetyTexts(languageFor(languageOf(conversation)));
  const categories: readonly (Category | undefined)[] = danger
    ? [danger.category, ...(danger.also ?? [])]
    : [undefined];
  if (categories.includes('abuse')) conversation.veiled = true;
  return helplineText(t, client.country, categories);
}

export function interrupt(conversation: Conversation): void {
  if (conversation.asked) conversation.asked = { ...conversation.asked, interrupted: true };
}
