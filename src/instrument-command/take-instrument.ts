import type { Command } from '../domain/typed/lexicon.ts';
import { nextQuestion, previousQuestion } from '../domain/questions/next-question.ts';
import { closingWords } from '../domain/questions/questions.ts';
import { textIn } from '../domain/questions/question.ts';
import { askQuestion } from '../dialogs/ask-question.ts';
import { languageOf, say, textsFor } from '../dialogs/conversation.ts';
import { openQuestion } from '../dialogs/open-question.ts';
import { plainText } from '../dialogs/plain-text.ts';
import { readReply } from '../dialogs/read-reply.ts';
import { keepAnswer, takeAnswer, takeEnough } from '../dialogs/take-answer.ts';
import type { Trial } from './begin-trial.ts';

export const help =
  'One line is one answer. Beside it there are: back, skip, that is all (no further answer), start over, stop, help.';

/**
 * Asks one question after the other in words alone, as the chat does.
 * @param lines what is typed, a line an answer
 * @param show takes one message, of one or more lines
 * @returns `done`, `stopped` on the wish of who answers, or `ended` where no line is left
 */
export async function takeInstrument(
  trial: Trial,
  lines: AsyncIterable<string>,
  show: (words: string) => void,
): Promise<'done' | 'stopped' | 'ended'> {
  if (!askNext(trial)) return finish(trial, show);
  showAll(trial, show);
  for await (const text of lines) {
    const { conversation } = trial;
    const reply = readReply({ ...conversation, incoming: { kind: 'typed', text } });
    if (reply.kind === 'command' && reply.command === 'stop') return 'stopped';
    const more = reply.kind === 'command' ? takeCommand(trial, reply.command) : takeWords(trial, text);
    showAll(trial, show);
    if (!more) return finish(trial, show);
  }
  return 'ended';
}

/** @returns false when nothing is left to ask */
function takeWords(trial: Trial, text: string): boolean {
  const { conversation, instrument } = trial;
  const question = openQuestion(conversation);
  if (question && !takeAnswer(conversation, instrument, question, { kind: 'typed', text })) return true;
  return askNext(trial);
}

function takeCommand(trial: Trial, command: Command): boolean {
  const { conversation, instrument } = trial;
  const { client } = conversation;
  const question = openQuestion(conversation);
  const t = textsFor(conversation);
  if (!question || !client.checkIn) return askNext(trial);
  const { answers, context } = client.checkIn;
  if (command === 'enough') return takeEnough(conversation, instrument, question) ? askNext(trial) : true;
  if (command === 'startOver') {
    conversation.client = { ...client, checkIn: { ...client.checkIn, answers: {}, status: 'open' } };
    return askNext(trial);
  }
  if (command === 'skip' && !question.required) {
    keepAnswer(conversation, instrument, question, { answer: { kind: 'skipped' } });
    return askNext(trial);
  }
  const goesBack = command === 'back' || command === 'correct';
  const before = goesBack ? previousQuestion(instrument, answers, context, question.key) : undefined;
  if (command === 'skip') say(conversation, t('chat.needed'));
  else if (!goesBack) say(conversation, help);
  else if (!before) say(conversation, t('chat.first'));
  askQuestion(conversation, before ?? question);
  return true;
}

function askNext({ conversation, instrument }: Trial): boolean {
  const { checkIn } = conversation.client;
  const next = checkIn && nextQuestion(instrument, checkIn.answers, checkIn.context);
  if (next) askQuestion(conversation, next);
  return next !== undefined;
}

/** What was to be said, in words; that a question is settled was seen when it was typed. */
function showAll({ conversation }: Trial, show: (words: string) => void): void {
  for (const outgoing of conversation.outgoing.splice(0))
    if (outgoing.kind === 'say') show(plainText(outgoing.message));
}

function finish({ conversation, instrument }: Trial, show: (words: string) => void): 'done' {
  const { checkIn } = conversation.client;
  const language = languageOf(conversation);
  const words = checkIn ? closingWords(instrument, checkIn.answers, checkIn.context) : [];
  for (const text of words) show(textIn(text, language));
  return 'done';
}
