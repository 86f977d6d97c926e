import type { Option } from '../domain/instrument.ts';
import { questionText, textIn, type Question } from '../domain/question.ts';
import type { Translate } from '../i18n/index.ts';
import { ask, languageOf, textsFor, type Conversation } from './conversation.ts';
import type { Choice, Message } from './message.ts';

/** Shows a question; from here on a reply belongs to it. */
export function askQuestion(conversation: Conversation, question: Question, retries = 0): void {
  const t = textsFor(conversation);
  const language = languageOf(conversation);
  ask(conversation, {
    step: question.key,
    retries,
    message: (nonce) => questionMessage(question, { nonce, language, t }),
  });
}

function questionMessage(
  question: Question,
  { nonce, language, t }: { nonce: string; language: string; t: Translate },
): Message {
  const text = questionText(question, language);
  const { answer } = question;
  const asides: Choice[] = [
    { label: t('chat.back'), data: { nonce, command: 'back' }, role: 'aside' },
    ...(question.required
      ? []
      : [{ label: t('chat.skip'), data: { nonce, command: 'skip' }, role: 'aside' as const }]),
    { label: t('chat.stop'), data: { nonce, command: 'stop' }, role: 'aside' },
  ];
  switch (answer.kind) {
    case 'rating': {
      const low = answer.low ? `${answer.min} · ${textIn(answer.low, language)}` : '';
      const high = answer.high ? `${answer.max} · ${textIn(answer.high, language)}` : '';
      const numbers = Array.from({ length: answer.max - answer.min + 1 }, (_, at) => answer.min + at);
      return {
        kind: 'rating',
        text,
        low,
        high,
        ratings: numbers.map((value) => ({ label: String(value), data: { nonce, answer: value } })),
        asides,
      };
    }
    case 'choice':
      return {
        kind: 'choices',
        text,
        choices: [...answer.options.map((option) => optionChoice(option, nonce, language)), ...asides],
      };
    case 'boolean':
      return {
        kind: 'choices',
        text,
        choices: [
          { label: t('chat.yes'), data: { nonce, answer: true } },
          { label: t('chat.no'), data: { nonce, answer: false } },
          ...asides,
        ],
      };
    case 'choices':
      return {
        kind: 'several',
        text,
        groups: optionGroups(answer.options, language),
        submit: { label: t('chat.chosen'), data: { nonce, several: true } },
        asides,
      };
    case 'text':
      return { kind: 'choices', text, choices: asides };
  }
}

const optionChoice = (option: Option, nonce: string, language: string): Choice => ({
  label: textIn(option.display, language),
  data: { nonce, answer: option.code },
});

function optionGroups(options: readonly Option[], language: string) {
  const byTitle = Map.groupBy(options, (option) => (option.group ? textIn(option.group, language) : ''));
  return [...byTitle].map(([title, members]) => ({
    title,
    options: members.map((option) => ({ code: option.code, label: textIn(option.display, language) })),
  }));
}
