import type { Conversation } from './conversation.ts';
import { languageName } from './names.ts';

/** The languages by their own names, so that whoever cannot read this one finds theirs. */
export const languageOptions = ({ texts }: Pick<Conversation, 'texts'>) =>
  texts.languages.map((code) => ({ code, label: languageName(code) }));
