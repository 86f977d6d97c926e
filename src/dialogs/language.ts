import type { Input } from '../domain/parsed.ts';
import { Aside, asideIds, type Next } from './aside.ts';
import { askLanguage, takeLanguage } from './choose-language.ts';
import type { Conversation } from './conversation.ts';

/** Another language, in the middle of anything; what was open comes back in it. */
export class LanguageDialog extends Aside {
  constructor() {
    super(asideIds.language);
  }

  protected show(conversation: Conversation): void {
    askLanguage(conversation);
  }

  protected take(conversation: Conversation, _step: string, input: Input): Next {
    if (takeLanguage(conversation, input)) return 'over';
    askLanguage(conversation);
    return 'waits';
  }
}
