import { parseAnswer } from '../domain/typed/parse-answer.ts';
import type { Conversation } from './conversation.ts';
import { openQuestion } from './open-question.ts';
import { readingOf } from './reading-of.ts';

/** Whether this text is for certain an answer to the open question, such as the words of one of its options. */
export function answersQuestion(conversation: Conversation, text: string): boolean {
  const answer = openQuestion(conversation)?.answer;
  return answer !== undefined && parseAnswer(answer, { kind: 'typed', text }, readingOf(conversation)).ok;
}
