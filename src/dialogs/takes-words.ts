import { questionAt } from '../domain/next-question.ts';
import { ownInstrument } from '../domain/own-instrument.ts';
import type { Conversation } from './conversation.ts';

/** Whether the open question asks for words, which are then its answer whatever they hold. */
export function takesWords({
  asked,
  client: { checkIn },
  instrumentAt,
}: Pick<Conversation, 'asked' | 'client' | 'instrumentAt'>): boolean {
  if (!checkIn || !asked) return false;
  const instrument = ownInstrument(checkIn, instrumentAt);
  const question = instrument && questionAt(instrument, checkIn.answers, checkIn.context, asked.step);
  const answer = question?.answer;
  return (
    answer?.kind === 'text' ||
    ((answer?.kind === 'choice' || answer?.kind === 'choices') && answer.open !== undefined)
  );
}
