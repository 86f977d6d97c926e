import { Dialog, DialogTurnStatus, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { giveConsent } from '../domain/client-joins.ts';
import type { Due } from '../domain/client.ts';
import { isTimeZone } from '../domain/week.ts';
import { directoryCode } from '../safety/helpline-digest.ts';
import { helplineCountries } from '../safety/helpline-table.ts';
import { ask, conversationOf, languageOf, say, settle, textsFor, type Conversation } from './conversation.ts';
import { commonCommand } from './common-command.ts';
import { countryName, weekdayName } from './names.ts';
import type { Choice } from './message.ts';
import { readChoice } from './read-choice.ts';
import { parseTime } from './parse-time.ts';
import { readReply, unreadText } from './read-reply.ts';
import { languageOptions } from './choose-language.ts';

/** The version of the consent text in the language files; a changed text needs a new one. */
export const consentVersion = '1';

const steps = ['language', 'country', 'consent', 'day', 'time'] as const;
type Step = (typeof steps)[number];
const isStep = (text: unknown): text is Step => steps.some((step) => step === text);

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const suggestedTimes = ['09:00', '12:30', '18:00', '20:30'];

interface Option {
  readonly code: string;
  readonly label: string;
}

/**
 * The first visit: language, country (for the helplines), who sees what and consent, weekly day and time.
 * Each answer is kept as it is given; the client has joined with the last.
 */
export class JoinDialog extends Dialog {
  static readonly id = 'join';

  constructor() {
    super(JoinDialog.id);
  }

  override beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const conversation = conversationOf(dc.context);
    const { client } = conversation;
    say(conversation, textsFor(conversation)('chat.join.welcome', { therapist: conversation.therapistName }));
    askStep(
      conversation,
      client.language === undefined ? 'language' : client.country === undefined ? 'country' : 'consent',
    );
    return waiting();
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const conversation = conversationOf(dc.context);
    const { asked } = conversation;
    const step = isStep(asked?.step) ? asked.step : 'language';
    const reply = readReply(conversation);
    switch (reply.kind) {
      case 'double':
        return waiting();
      case 'opened':
        if (!asked || asked.sequence === 0) askStep(conversation, step);
        return waiting();
      case 'unseen':
        say(conversation, textsFor(conversation)('chat.unseen'));
        askStep(conversation, step);
        return waiting();
      case 'stale':
        say(conversation, textsFor(conversation)('chat.stale'));
        askStep(conversation, step);
        return waiting();
      case 'unsupported':
        say(conversation, textsFor(conversation)(unreadText(conversation)));
        askStep(conversation, step);
        return waiting();
      case 'command':
        if (reply.command === 'back')
          askStep(conversation, steps[Math.max(0, steps.indexOf(step) - 1)] ?? 'language');
        else if (reply.command === 'language') askStep(conversation, 'language');
        else if (reply.command === 'skip') {
          say(conversation, textsFor(conversation)('chat.join.needed'));
          askStep(conversation, step);
        } else if (!commonCommand(conversation, reply.command)) askStep(conversation, step);
        return waiting();
      case 'change':
      case 'send':
        askStep(conversation, step);
        return waiting();
      case 'input': {
        const joined = takeAnswer(conversation, step, reply.input);
        return joined ? dc.endDialog() : waiting();
      }
    }
  }
}

const waiting = (): Promise<DialogTurnResult> => Promise.resolve({ status: DialogTurnStatus.waiting });

/** @returns true when this was the last answer and the client has joined. */
function takeAnswer(
  conversation: Conversation,
  step: Step,
  input: Parameters<typeof readChoice>[0],
): boolean {
  const t = textsFor(conversation);
  if (step === 'time') return takeTime(conversation, input);
  const options = optionsOf(conversation, step);
  const chosen = readChoice(input, options, languageOf(conversation));
  if (!chosen) {
    const retries = (conversation.asked?.retries ?? 0) + 1;
    say(
      conversation,
      t(retries === 1 ? 'chat.join.chooseOne' : 'chat.join.chooseOneAgain', {
        example: options[0]?.label ?? '',
      }),
    );
    askStep(conversation, step, retries);
    return false;
  }
  settle(conversation, { text: t(`chat.join.${step}.short`), choice: chosen.label, value: chosen.code });
  const { client } = conversation;
  if (step === 'language') conversation.client = { ...client, language: chosen.code };
  if (step === 'country') conversation.client = { ...client, country: chosen.code };
  if (step === 'consent') {
    if (chosen.code === 'no') {
      const { consent: _none, ...rest } = client;
      conversation.client = rest;
      askAgainLater(conversation);
      return false;
    }
    conversation.client = giveConsent(client, {
      version: consentVersion,
      language: languageOf(conversation),
      now: conversation.now,
    });
  }
  if (step === 'day') {
    const weekday = weekdays.find((day) => String(day) === chosen.code) ?? 1;
    conversation.client = {
      ...conversation.client,
      due: { ...(client.due ?? { hour: 18, minute: 0 }), weekday, timeZone: zoneOf(conversation) },
    };
  }
  askStep(conversation, steps[steps.indexOf(step) + 1] ?? 'time');
  return false;
}

function takeTime(conversation: Conversation, input: Parameters<typeof readChoice>[0]): boolean {
  const t = textsFor(conversation);
  const time = parseTime(input.kind === 'typed' ? input.text : input.value, languageOf(conversation));
  const { client } = conversation;
  if (!time || !client.due) {
    say(conversation, t('chat.join.time.unclear'));
    askStep(conversation, client.due ? 'time' : 'day', (conversation.asked?.retries ?? 0) + 1);
    return false;
  }
  const due: Due = { ...client.due, ...time };
  settle(conversation, { text: t('chat.join.time.short'), choice: timeLabel(due), value: timeLabel(due) });
  conversation.client = { ...client, due, status: 'joined' };
  say(
    conversation,
    t('chat.join.done', {
      day: weekdayName(due.weekday, languageOf(conversation)),
      time: timeLabel(due),
      zone: due.timeZone,
    }),
  );
  return true;
}

/** Consent was declined: nothing presses, and one tap shows the text again. */
function askAgainLater(conversation: Conversation): void {
  const t = textsFor(conversation);
  ask(conversation, {
    step: 'consent',
    message: () => ({
      kind: 'choices',
      text: t('chat.join.declined', { therapist: conversation.therapistName }),
      choices: [{ label: t('chat.join.consent.again'), data: { command: 'resume' } }],
    }),
  });
}

function askStep(conversation: Conversation, step: Step, retries = 0): void {
  const t = textsFor(conversation);
  const values = { therapist: conversation.therapistName, zone: zoneOf(conversation) };
  ask(conversation, {
    step,
    retries,
    message: (nonce) => ({
      kind: 'choices',
      text: t(`chat.join.${step}.question`, values),
      choices: [
        ...optionsOf(conversation, step).map(({ code, label }): Choice => ({
          label,
          data: { nonce, answer: code },
        })),
        ...(step === 'language'
          ? []
          : [{ label: t('chat.back'), data: { nonce, command: 'back' }, role: 'aside' as const }]),
      ],
    }),
  });
}

function optionsOf(conversation: Conversation, step: Step): readonly Option[] {
  const t = textsFor(conversation);
  const language = languageOf(conversation);
  switch (step) {
    case 'language':
      return languageOptions;
    case 'country':
      return [
        ...(conversation.countries ?? helplineCountries).map((code) => ({
          code,
          label: countryName(code, language),
        })),
        { code: directoryCode, label: t('chat.join.country.other') },
      ];
    case 'consent':
      return [
        { code: 'yes', label: t('chat.join.consent.agree') },
        { code: 'no', label: t('chat.join.consent.decline') },
      ];
    case 'day':
      return weekdays.map((day) => ({ code: String(day), label: weekdayName(day, language) }));
    case 'time':
      return suggestedTimes.map((time) => ({ code: time, label: time }));
  }
}

const zoneOf = ({ device, client, clinicTimeZone }: Conversation): string =>
  client.due?.timeZone ?? (device.timeZone && isTimeZone(device.timeZone) ? device.timeZone : clinicTimeZone);

const timeLabel = ({ hour, minute }: { hour: number; minute: number }): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
