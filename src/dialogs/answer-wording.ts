import type { Translate } from '../i18n/index.ts';
import type { AnswerWording } from './answer-text.ts';
import { languageOf, localeOf, textsFor, type Conversation } from './conversation.ts';

/** With what the client reads an answer back. */
export const answerWording = (conversation: Conversation): AnswerWording => ({
  ...wordingIn(languageOf(conversation), textsFor(conversation)),
  locale: localeOf(conversation),
});

/** @param t the texts of the language */
export const wordingIn = (language: string, t: Translate): AnswerWording => ({
  language,
  yes: t('chat.yes'),
  no: t('chat.no'),
  skipped: t('chat.skipped'),
  nothing: t('chat.nothingChosen'),
});
