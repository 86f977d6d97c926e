import type { Input } from '../domain/parsed.ts';
import { ask, languageOf, settle, textsFor, type Conversation } from './conversation.ts';
import { languageName } from './names.ts';
import { readChoice } from './read-choice.ts';

export const languageStep = ' language';

/** The languages by their own names, so that whoever cannot read this one finds theirs. */
export const languageOptions = ({ texts }: Pick<Conversation, 'texts'>) =>
  texts.languages.map((code) => ({ code, label: languageName(code) }));

export function askLanguage(conversation: Conversation): void {
  ask(conversation, {
    step: languageStep,
    message: (nonce) => ({
      kind: 'choices',
      text: textsFor(conversation)('chat.join.language.question'),
      choices: languageOptions(conversation).map(({ code, label }) => ({
        label,
        data: { nonce, answer: code },
      })),
    }),
  });
}

/** @returns false when the reply names no language: nothing was changed. */
export function takeLanguage(conversation: Conversation, input: Input): boolean {
  const chosen = readChoice(input, languageOptions(conversation), languageOf(conversation));
  if (!chosen) return false;
  settle(conversation, {
    text: textsFor(conversation)('chat.join.language.short'),
    choice: chosen.label,
    value: chosen.code,
  });
  conversation.client = { ...conversation.client, language: chosen.code };
  return true;
}
