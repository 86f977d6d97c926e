import type { Conversation } from './conversation.ts';
import { openQuestion } from './open-question.ts';

/** Whether the open question asks for words, which are then its answer whatever they hold. */
export function takesWords(conversation: Pick<Conversation, 'asked' | 'client' | 'instrumentAt'>): boolean {
  const answer = openQuestion(conversation)?.answer;
  if (answer?.kind === 'choice' || answer?.kind === 'choices') return answer.open !== undefined;
  return answer?.kind === 'text';
}
