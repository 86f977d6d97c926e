import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { giveConsent } from '../domain/client-joins.ts';
import type { Due } from '../domain/client.ts';
import type { Command } from '../domain/typed/lexicon.ts';
import type { Input } from '../domain/typed/parsed.ts';
import { askChoice, backChoice, stopChoice, takeChoice, type Option } from './ask-choice.ts';
import { placeBefore, waiting } from './aside.ts';
import { languageOptions } from './language-options.ts';
import { ask, conversationOf, languageOf, say, settle, textsFor, type Conversation } from './conversation.ts';
import { weekdayName } from './names.ts';
import { parseTime } from './parse-time.ts';
import { readReply, unreadText } from './read-reply.ts';
import {
  countryOptions,
  timeLabel,
  timeOptions,
  weekdayOf,
  weekdayOptions,
  zoneName,
  zoneOf,
} from './schedule-options.ts';
import { sayWayOut } from './way-out.ts';

/** The version of the consent text in the language files; a changed text needs a new one. */
export const consentVersion = '2';

const steps = ['language', 'country', 'consent', 'day', 'time'] as const;
type Step = (typeof steps)[number];
/** As it stands in what was asked: with the blank of our own steps. */
const nameOf = (step: Step): string => ` join-${step}`;
const stepOf = (name: string | undefined): Step => steps.find((step) => nameOf(step) === name) ?? 'language';

/**
 * The first visit: language, country (for the helplines), who sees what and consent, weekly day and time.
 * Each answer is kept as it is given; the client has joined with the last. Who has withdrawn their consent is asked for
 * it anew, and has joined again with that where the rest is known.
 */
export class JoinDialog extends Dialog {
  static readonly id = 'join';

  constructor() {
    super(JoinDialog.id);
  }

  override beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const conversation = conversationOf(dc.context);
    const { client, therapistName: therapist } = conversation;
    if (client.status !== 'withdrawn')
      say(conversation, textsFor(conversation)('chat.join.welcome', { therapist }));
    askStep(
      conversation,
      client.language === undefined ? 'language' : client.country === undefined ? 'country' : 'consent',
    );
    return waiting();
  }

  override resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const place = placeBefore(dc);
    askStep(conversationOf(dc.context), stepOf(place?.step), place?.retries);
    return waiting();
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const conversation = conversationOf(dc.context);
    const { asked } = conversation;
    const step = stepOf(asked?.step);
    const reply = readReply(conversation);
    const t = textsFor(conversation);
    switch (reply.kind) {
      case 'double':
        // it had been taken, and what came after it was lost
        if (!conversation.sawLastQuestion) askStep(conversation, step, asked?.retries);
        return waiting();
      case 'opened':
        if (!asked || asked.sequence === 0) askStep(conversation, step, asked?.retries);
        return waiting();
      case 'unseen':
      case 'stale':
        say(conversation, t(`chat.${reply.kind}`));
        break;
      case 'unsupported':
        say(conversation, t(unreadText(conversation)));
        break;
      case 'command':
        takeCommand(conversation, step, reply.command);
        return waiting();
      case 'change':
      case 'page':
      case 'send':
        break;
      case 'input':
        return takeAnswer(conversation, step, reply.input) ? dc.endDialog() : waiting();
    }
    askStep(conversation, step, asked?.retries);
    return waiting();
  }
}

/** Of the commands, those that mean something to joining; `interruption.ts` has taken the others. */
function takeCommand(conversation: Conversation, step: Step, command: Command): void {
  const t = textsFor(conversation);
  if (command === 'language' || command === 'startOver') return askStep(conversation, 'language');
  if (command === 'back')
    return askStep(conversation, steps[Math.max(0, steps.indexOf(step) - 1)] ?? 'language');
  if (command === 'skip') say(conversation, t('chat.join.needed'));
  if (command === 'settings' || command === 'day') say(conversation, t('chat.settings.joining'));
  askStep(conversation, step);
}

/** @returns true when there is nothing more to ask: the client has joined, or stays withdrawn. */
function takeAnswer(conversation: Conversation, step: Step, input: Input): boolean {
  if (step === 'time') return takeTime(conversation, input);
  const taken = takeChoice(conversation, input, optionsOf(conversation, step));
  if (!taken.chosen) {
    askStep(conversation, step, taken.retries);
    return false;
  }
  const { code, label } = taken.chosen;
  settle(conversation, {
    text: textsFor(conversation)(`chat.join.${step}.short`),
    choice: label,
    value: code,
  });
  const { client } = conversation;
  switch (step) {
    case 'language':
      conversation.client = { ...client, language: code };
      break;
    case 'country':
      conversation.client = { ...client, country: code };
      break;
    case 'consent':
      return takeConsent(conversation, code);
    case 'day':
      conversation.client = {
        ...client,
        due: {
          ...(client.due ?? { hour: 18, minute: 0 }),
          weekday: weekdayOf(code),
          timeZone: zoneOf(conversation),
        },
      };
      break;
  }
  askStep(conversation, steps[steps.indexOf(step) + 1] ?? 'time');
  return false;
}

function takeConsent(conversation: Conversation, code: string): boolean {
  const { client, now } = conversation;
  const isBack = client.status === 'withdrawn';
  if (code === 'no') {
    if (isBack) return true;
    const { consent: _none, ...rest } = client;
    conversation.client = rest;
    askAgainLater(conversation);
    return false;
  }
  const language = languageOf(conversation);
  conversation.client = giveConsent(client, { version: consentVersion, language, now });
  if (isBack && client.due) {
    join(conversation, client.due);
    return true;
  }
  askStep(conversation, 'day');
  return false;
}

function takeTime(conversation: Conversation, input: Input): boolean {
  const t = textsFor(conversation);
  const time = parseTime(input.kind === 'typed' ? input.text : input.value, languageOf(conversation));
  const { client } = conversation;
  if (!time || !client.due) {
    const retries = (conversation.asked?.retries ?? 0) + 1;
    say(conversation, t('chat.join.time.unclear'));
    sayWayOut(conversation, { retries, required: true });
    askStep(conversation, client.due ? 'time' : 'day', retries);
    return false;
  }
  const label = timeLabel(time);
  settle(conversation, { text: t('chat.join.time.short'), choice: label, value: label });
  join(conversation, { ...client.due, ...time });
  return true;
}

function join(conversation: Conversation, due: Due): void {
  const t = textsFor(conversation);
  conversation.client = { ...conversation.client, due, status: 'joined' };
  const day = weekdayName(due.weekday, languageOf(conversation));
  say(conversation, t('chat.join.done', { day, time: timeLabel(due), zone: zoneName(due.timeZone) }));
}

/** Consent was declined: nothing presses, and one tap shows the text again. */
function askAgainLater(conversation: Conversation): void {
  const t = textsFor(conversation);
  ask(conversation, {
    step: nameOf('consent'),
    message: () => ({
      kind: 'choices',
      text: t('chat.join.declined', { therapist: conversation.therapistName }),
      choices: [{ label: t('chat.join.consent.again'), data: { command: 'resume' } }],
    }),
  });
}

function askStep(conversation: Conversation, step: Step, retries = 0): void {
  const values = { therapist: conversation.therapistName, zone: zoneName(zoneOf(conversation)) };
  askChoice(conversation, {
    step: nameOf(step),
    retries,
    text: textsFor(conversation)(`chat.join.${step}.question`, values),
    options: optionsOf(conversation, step),
    beside: (nonce) => [
      ...(step === 'language' ? [] : [backChoice(conversation, nonce)]),
      stopChoice(conversation),
    ],
  });
}

function optionsOf(conversation: Conversation, step: Step): readonly Option[] {
  const t = textsFor(conversation);
  switch (step) {
    case 'language':
      return languageOptions(conversation);
    case 'country':
      return countryOptions(conversation);
    case 'consent':
      return [
        { code: 'yes', label: t('chat.join.consent.agree') },
        { code: 'no', label: t('chat.join.consent.decline') },
      ];
    case 'day':
      return weekdayOptions(conversation);
    case 'time':
      return timeOptions;
  }
}
