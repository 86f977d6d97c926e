import type { AnswerWording } from './answer-text.ts';
import { languageOf, localeOf, textsFor, type Conversation } from './conversation.ts';

/** With what the client reads an answer back. */
export function answerWording(conversation: Conversation): AnswerWording {
  const t = textsFor(conversation);
  return {
    language: languageOf(conversation),
    locale: localeOf(conversation),
    yes: t('chat.yes'),
    no: t('chat.no'),
    skipped: t('chat.skipped'),
    nothing: t('chat.nothingChosen'),
  };
}
