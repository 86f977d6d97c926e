import { questionText, textIn, type Question } from '../domain/questions/question.ts';
import { languageOf, textsFor, type Conversation } from './conversation.ts';

/** The question as the client reads it. Whether a group is to be filled once more is asked in our words. */
export function questionWords(conversation: Conversation, question: Question): string {
  const language = languageOf(conversation);
  if (!question.another) return questionText(question, language);
  const t = textsFor(conversation);
  const group = textIn(question.text, language);
  return group === '' ? t('chat.anotherOne') : t('chat.another', { group });
}
