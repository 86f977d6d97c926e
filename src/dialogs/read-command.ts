import type { Command } from '../domain/typed/lexicon.ts';
import { parseAnswer } from '../domain/typed/parse-answer.ts';
import { parseCommand } from '../domain/typed/parse-command.ts';
import { lexicon, lexicons } from '../i18n/index.ts';
import { languageOf, type Conversation } from './conversation.ts';
import { openQuestion } from './open-question.ts';
import { readingOf } from './reading-of.ts';

const bareNumber = /^\s*\p{Nd}[\p{Nd}\s]*$/u;

/**
 * The command that a typed message is, in any language: the client's own first, so that what is an answer in theirs is
 * never a command in another. Numbers that people dial (`112`) are an answer to a question that takes such a number.
 */
export function readCommand(conversation: Conversation, text: string): Command | undefined {
  const own = parseCommand(text, [lexicon(languageOf(conversation))]);
  if (own && !bareNumber.test(text)) return own;
  const command = own ?? parseCommand(text, lexicons);
  return command && !isAnswer(conversation, text) ? command : undefined;
}

/** Any words may be an answer to a question that asks for words: they tell nothing. */
function isAnswer(conversation: Conversation, text: string): boolean {
  const { asked, sawLastQuestion } = conversation;
  if (!asked || asked.interrupted === true || !sawLastQuestion) return false;
  const answer = openQuestion(conversation)?.answer;
  if (!answer || answer.kind === 'text' || answer.kind === 'url') return false;
  const parsed = parseAnswer(answer, { kind: 'typed', text }, readingOf(conversation));
  if (!parsed.ok || parsed.answer.kind === 'text') return false;
  return !(parsed.answer.kind === 'options' && parsed.answer.other);
}
