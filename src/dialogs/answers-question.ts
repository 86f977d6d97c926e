import { questionAt } from '../domain/next-question.ts';
import { ownInstrument } from '../domain/own-instrument.ts';
import { parseAnswer } from '../domain/parse-answer.ts';
import type { Conversation } from './conversation.ts';
import { readingOf } from './reading-of.ts';

/** Whether this text is for certain an answer to the open question, such as the words of one of its options. */
export function answersQuestion(conversation: Conversation, text: string): boolean {
  const { asked, client, instrumentAt } = conversation;
  if (!client.checkIn || !asked) return false;
  const { checkIn } = client;
  const instrument = ownInstrument(checkIn, instrumentAt);
  const question = instrument && questionAt(instrument, checkIn.answers, checkIn.context, asked.step);
  return (
    question !== undefined &&
    parseAnswer(question.answer, { kind: 'typed', text }, readingOf(conversation)).ok
  );
}
