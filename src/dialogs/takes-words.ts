import type { Conversation } from './conversation.ts';
import { openQuestion } from './open-question.ts';

/** Whether the open question asks for words, which are then its answer whatever they hold. */
export const takesWords = (conversation: Pick<Conversation, 'asked' | 'client' | 'instrumentAt'>): boolean =>
  openQuestion(conversation)?.answer.kind === 'text';
