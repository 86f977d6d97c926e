import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { parseAnswer } from '../domain/typed/parse-answer.ts';
import { parseMailAddress } from '../domain/typed/parse-mail-address.ts';
import type { Input } from '../domain/typed/parsed.ts';
import { askAgain, giveAddress, removeAddress, type LetterAsked } from '../domain/reminder-mail-life.ts';
import type { ReminderAddress } from '../domain/reminder-mail.ts';
import { lexicon } from '../i18n/index.ts';
import { languageFor } from '../i18n/languages.ts';
import { mailTexts, type MailKey, type MailTranslate } from '../i18n/mail-texts.ts';
import { asideIds, placeBefore, waiting, type Place } from './aside.ts';
import { mailCommandOf } from './asks-for-mail.ts';
import { ask, conversationOf, languageOf, say, settle, textsFor, type Conversation } from './conversation.ts';
import type { Choice } from './message.ts';
import { readChoice } from './read-choice.ts';
import { readReply, type Reply } from './read-reply.ts';

const steps = { offer: ' mail-offer', address: ' mail-address', standing: ' mail-standing' } as const;

type Option = 'no' | 'goOn' | 'again' | 'another' | 'remove';

/**
 * A reminder by e-mail: what that means, the address, and how it stands. What is typed while this is open is an address
 * or nothing: it can be no answer to the check-in, which goes on where it was when this ends.
 */
export class ReminderMailDialog extends Dialog {
  static readonly id = asideIds.mail;

  constructor() {
    super(ReminderMailDialog.id);
  }

  override beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const conversation = conversationOf(dc.context);
    if (mailCommandOf(conversation) === 'stopMail') return end(dc, remove(conversation));
    show(conversation);
    return waiting();
  }

  override continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const conversation = conversationOf(dc.context);
    // somewhere else now, where they are not to be had
    if (conversation.reminderMail !== true) return dc.endDialog();
    const command = mailCommandOf(conversation);
    if (command === 'stopMail') return end(dc, remove(conversation));
    if (command === 'mail') {
      show(conversation);
      return waiting();
    }
    return end(dc, takeReply(conversation, readReply(conversation)));
  }

  override resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    showAgain(conversationOf(dc.context), placeBefore(dc));
    return waiting();
  }
}

/** Whether joining should end with the offer. */
export const offersMail = ({ reminderMail, client }: Conversation): boolean =>
  reminderMail === true && client.reminderMail?.address === undefined;

const end = (dc: DialogContext, isOver: boolean): Promise<DialogTurnResult> =>
  isOver ? dc.endDialog() : waiting();

/** @returns whether the client is through with it. */
function takeReply(conversation: Conversation, reply: Reply): boolean {
  const t = textsFor(conversation);
  const { asked } = conversation;
  switch (reply.kind) {
    case 'double':
      // it had been taken, and what came after it was lost
      if (!conversation.sawLastQuestion) showAgain(conversation, asked);
      return false;
    case 'opened':
      if (!asked || asked.sequence === 0) show(conversation);
      return false;
    case 'unseen':
    case 'stale':
    case 'unsupported':
      say(conversation, t(`chat.${reply.kind}`));
      showAgain(conversation, asked);
      return false;
    case 'command':
      if (!asked?.interrupted) return true;
      showAgain(conversation, asked);
      return false;
    case 'change':
    case 'page':
    case 'send':
      return true;
    case 'input':
      return takeInput(conversation, reply.input);
  }
}

function takeInput(conversation: Conversation, input: Input): boolean {
  const typed = input.kind === 'typed' ? parseMailAddress(input.text) : undefined;
  if (typed !== undefined) {
    const { client, now } = conversation;
    settle(conversation, { text: mailT(conversation)('chat.short'), choice: typed, value: typed });
    take(conversation, giveAddress(client, { id: conversation.newNonce(), address: typed, now }));
    return false;
  }
  const standing = conversation.asked?.step === steps.standing;
  const chosen = readOption(conversation, input, standing ? standingOptions(conversation) : ['no']);
  if (chosen) return choose(conversation, chosen);
  const retries = (conversation.asked?.retries ?? 0) + 1;
  if (standing) {
    const example = mailT(conversation)('chat.goOn');
    say(conversation, textsFor(conversation)('chat.join.chooseOne', { example }));
    showStanding(conversation, retries);
  } else {
    if (!(input.kind === 'typed' && readYesOrNo(conversation, input) === true))
      say(conversation, mailT(conversation)('chat.unclear'));
    askAddress(conversation, retries);
  }
  return false;
}

function choose(conversation: Conversation, option: Option): boolean {
  const t = mailT(conversation);
  settle(conversation, { text: t('chat.short'), choice: t(`chat.${option}`), value: option });
  switch (option) {
    case 'no':
      // an address that stands is not touched by not giving another one
      if (conversation.client.reminderMail?.address === undefined) say(conversation, t('chat.declined'));
      return true;
    case 'goOn':
      return true;
    case 'again':
      take(conversation, askAgain(conversation.client, conversation.now));
      return false;
    case 'another':
      askAddress(conversation);
      return false;
    case 'remove':
      return remove(conversation);
  }
}

function remove(conversation: Conversation): boolean {
  const { client } = conversation;
  conversation.client = removeAddress(client);
  say(conversation, mailT(conversation)(client === conversation.client ? 'chat.none' : 'chat.removed'));
  return true;
}

function take(conversation: Conversation, asked: LetterAsked): void {
  if (asked.ok) conversation.client = asked.client;
  else say(conversation, mailT(conversation)('chat.tooMany'));
  showStanding(conversation, 0, asked.ok ? 'chat.sent' : undefined);
}

const show = (conversation: Conversation): void => showStanding(conversation);

/** What was open, in its own words. */
function showAgain(conversation: Conversation, place: Place | undefined): void {
  if (place?.step === steps.address) askAddress(conversation);
  else showStanding(conversation);
}

/** How it stands; without an address, the offer. */
function showStanding(conversation: Conversation, retries = 0, text?: MailKey): void {
  const t = mailT(conversation);
  const address = conversation.client.reminderMail?.address;
  if (!address)
    return askFor(conversation, { step: steps.offer, retries, text: t('chat.offer'), options: ['no'] });
  askFor(conversation, {
    step: steps.standing,
    retries,
    text: t(text ?? standingText(address), { address: address.address }),
    options: standingOptions(conversation),
  });
}

const askAddress = (conversation: Conversation, retries = 0): void =>
  askFor(conversation, {
    step: steps.address,
    retries,
    text: mailT(conversation)('chat.address'),
    options: ['no'],
  });

function standingText({ confirmedAt, letter: { status } }: ReminderAddress): MailKey {
  if (confirmedAt !== undefined) return 'chat.on';
  return status === 'unsent' || status === 'refused' || status === 'limited'
    ? `chat.${status}`
    : 'chat.waiting';
}

const standingOptions = ({ client }: Conversation): readonly Option[] =>
  client.reminderMail?.address?.confirmedAt === undefined
    ? ['goOn', 'again', 'another', 'remove']
    : ['goOn', 'another', 'remove'];

function askFor(
  conversation: Conversation,
  {
    step,
    retries,
    text,
    options,
  }: { step: string; retries: number; text: string; options: readonly Option[] },
): void {
  const t = mailT(conversation);
  ask(conversation, {
    step,
    retries,
    message: (nonce) => ({
      kind: 'choices',
      text,
      choices: options.map((option): Choice => ({
        label: t(`chat.${option}`),
        data: { nonce, answer: option },
      })),
    }),
  });
}

function readOption(
  conversation: Conversation,
  input: Input,
  options: readonly Option[],
): Option | undefined {
  const t = mailT(conversation);
  const labelled = options.map((code) => ({ code, label: t(`chat.${code}`) }));
  const chosen = readChoice(input, labelled, languageOf(conversation));
  if (chosen || !options.includes('no')) return chosen?.code;
  return readYesOrNo(conversation, input) === false ? 'no' : undefined;
}

function readYesOrNo(conversation: Conversation, input: Input): boolean | undefined {
  const language = languageOf(conversation);
  const parsed = parseAnswer({ kind: 'boolean' }, input, { lexicon: lexicon(language), language });
  return parsed.ok && parsed.answer.kind === 'boolean' ? parsed.answer.value : undefined;
}

const mailT = (conversation: Conversation): MailTranslate => mailTexts(languageFor(languageOf(conversation)));
