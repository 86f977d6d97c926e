import type { Input } from '../domain/typed/parsed.ts';
import { askChoice, backChoice, takeChoice } from './ask-choice.ts';
import { Aside, asideIds, type Next } from './aside.ts';
import { languageOptions } from './language-options.ts';
import { settle, textsFor, type Conversation } from './conversation.ts';

/** Another language, in the middle of anything; what was open comes back in it. */
export class LanguageDialog extends Aside {
  constructor() {
    super(asideIds.language);
  }

  protected show(conversation: Conversation, _step?: string, retries = 0): void {
    askChoice(conversation, {
      step: ' language',
      retries,
      text: textsFor(conversation)('chat.join.language.question'),
      options: languageOptions(conversation),
      beside: (nonce) => [backChoice(conversation, nonce)],
    });
  }

  protected take(conversation: Conversation, step: string, input: Input): Next {
    const taken = takeChoice(conversation, input, languageOptions(conversation));
    if (!taken.chosen) {
      this.show(conversation, step, taken.retries);
      return 'waits';
    }
    const { code, label } = taken.chosen;
    settle(conversation, {
      text: textsFor(conversation)('chat.join.language.short'),
      choice: label,
      value: code,
    });
    conversation.client = { ...conversation.client, language: code };
    return 'over';
  }
}
