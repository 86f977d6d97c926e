import { questionAt } from '../domain/questions/next-question.ts';
import { ownInstrument } from '../domain/own-instrument.ts';
import type { Question } from '../domain/questions/question.ts';
import type { Conversation } from './conversation.ts';

/** The check-in's question that was asked last; `undefined` where something else was, or nothing. */
export function openQuestion({
  asked,
  client: { checkIn },
  instrumentAt,
}: Pick<Conversation, 'asked' | 'client' | 'instrumentAt'>): Question | undefined {
  if (!checkIn || !asked) return undefined;
  const instrument = ownInstrument(checkIn, instrumentAt);
  return instrument && questionAt(instrument, checkIn.answers, checkIn.context, asked.step);
}
