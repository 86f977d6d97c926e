import { answerTo, type Question } from '../domain/questions/question.ts';
import { ask, type Conversation } from './conversation.ts';
import { questionMessage } from './question-message.ts';

/** Shows a question; from here on a reply belongs to it. */
export function askQuestion(conversation: Conversation, question: Question, retries = 0): void {
  const given = answerTo(conversation.client.checkIn?.answers ?? {}, question.key);
  ask(conversation, {
    step: question.key,
    retries,
    message: (nonce) => questionMessage(conversation, question, { nonce, given }),
  });
}
