import type { Answer } from '../domain/answer.ts';
import { optionLabel, textIn, type Question } from '../domain/questions/question.ts';
import { answerText } from './answer-text.ts';
import { answerWording } from './answer-wording.ts';
import { languageOf, localeOf, textsFor, type Conversation } from './conversation.ts';
import type { Choice, Message } from './message.ts';
import { numberFormat } from './number-format.ts';
import { offeredAnswer } from './offered-answer.ts';
import { fieldsOf, type FieldTitles } from './question-fields.ts';
import { questionWords } from './question-words.ts';
import { shorten } from './shorten.ts';

/** Characters of what was given so far. */
const longestSoFar = 1000;

/** A question as it is shown; `given`: what was answered to it before. */
export function questionMessage(
  conversation: Conversation,
  question: Question,
  { nonce, given }: { readonly nonce: string; readonly given: Answer | undefined },
): Message {
  const t = textsFor(conversation);
  const language = languageOf(conversation);
  const { answer } = question;
  const text = wordsOf(conversation, question, given);
  const others = othersOf(conversation, question, { nonce, given });
  const asides = asidesOf(conversation, question, nonce);
  if (answer.kind === 'rating') {
    const { min, max, step = 1, low, high } = answer;
    const number = numberFormat(localeOf(conversation));
    const numbers = Array.from({ length: Math.floor((max - min) / step) + 1 }, (_, at) => min + at * step);
    return {
      kind: 'rating',
      text,
      low: low ? `${number.format(min)} = ${textIn(low, language)}` : '',
      high: high ? `${number.format(max)} = ${textIn(high, language)}` : '',
      ratings: numbers.map((value) => ({ label: number.format(value), data: { nonce, answer: value } })),
      asides: [...others, ...asides],
    };
  }
  const titles: FieldTitles = {
    number: t('chat.field.number'),
    unit: t('chat.field.unit'),
    date: t('chat.field.date'),
    time: t('chat.field.time'),
    pick: t('chat.field.pick'),
    ownWords: t('chat.ownWords'),
  };
  const fields = fieldsOf(question, { language, given, titles });
  if (fields.length === 0)
    return {
      kind: 'choices',
      text,
      choices: [...buttonsOf(conversation, question, nonce), ...others, ...asides],
    };
  const submit: Choice =
    answer.kind === 'choices'
      ? { label: t('chat.chosen'), data: { nonce, several: true } }
      : { label: t('chat.sendAnswer'), data: { nonce, filled: true } };
  return { kind: 'form', text, fields, submit, others, asides };
}

/** What stands before the question, the question, what explains it, and what was given to it so far. */
function wordsOf(conversation: Conversation, question: Question, given: Answer | undefined): string {
  const t = textsFor(conversation);
  const language = languageOf(conversation);
  const { preface = [], help, answer } = question;
  const soFar =
    given?.kind === 'several' && !given.done && given.values.length > 0
      ? t('chat.soFar', {
          answers: shorten(answerText(given, answer, answerWording(conversation)), longestSoFar),
        })
      : '';
  const hint = answer.kind === 'choice' && answer.open !== undefined ? t('chat.ownWordsToo') : '';
  return [
    ...preface.map((before) => textIn(before, language)),
    questionWords(conversation, question),
    help ? textIn(help, language) : '',
    hint,
    soFar,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** One tap is the answer. */
function buttonsOf(conversation: Conversation, { answer }: Question, nonce: string): readonly Choice[] {
  const t = textsFor(conversation);
  if (answer.kind === 'choice')
    return answer.options.map((option) => ({
      label: optionLabel(option, languageOf(conversation)),
      data: { nonce, answer: option.code },
    }));
  if (answer.kind === 'boolean')
    return [
      { label: t('chat.yes'), data: { nonce, answer: true } },
      { label: t('chat.no'), data: { nonce, answer: false } },
    ];
  return [];
}

/** That what was given so far is all; and what the questionnaire offers where it cannot stand in a field. */
function othersOf(
  conversation: Conversation,
  question: Question,
  { nonce, given }: { readonly nonce: string; readonly given: Answer | undefined },
): readonly Choice[] {
  const t = textsFor(conversation);
  const { repeats, answer } = question;
  const many = given?.kind === 'several' && !given.done ? given.values.length : 0;
  const offered = offeredAnswer(question, given);
  const choices: Choice[] = [];
  if (repeats && many > 0 && many >= repeats.least)
    choices.push({ label: t('chat.enough'), data: { nonce, command: 'enough' } });
  if (offered !== undefined)
    choices.push({
      label: t('chat.keep', { answer: offered }),
      data: { nonce, [answer.kind === 'choice' ? 'own' : 'answer']: offered },
    });
  return choices;
}

function asidesOf(conversation: Conversation, question: Question, nonce: string): readonly Choice[] {
  const t = textsFor(conversation);
  return [
    { label: t('chat.back'), data: { nonce, command: 'back' }, role: 'aside' },
    ...(question.required
      ? []
      : [{ label: t('chat.skip'), data: { nonce, command: 'skip' }, role: 'aside' as const }]),
    { label: t('chat.stop'), data: { nonce, command: 'stop' }, role: 'aside' },
  ];
}
