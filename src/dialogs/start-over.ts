import { clearAnswers } from '../domain/check-in-life.ts';
import type { Input } from '../domain/typed/parsed.ts';
import { askChoice, takeChoice } from './ask-choice.ts';
import { Aside, asideIds, type Next } from './aside.ts';
import { settle, textsFor, type Conversation } from './conversation.ts';

/**
 * Asks before the answers of this week's open check-in are cleared. What is no answer to a question stays: the comment,
 * the wish to talk, and what was passed on because it suggests danger.
 */
export class StartOverDialog extends Aside {
  constructor() {
    super(asideIds.startOver);
  }

  protected show(conversation: Conversation, _step?: string, retries = 0): void {
    const t = textsFor(conversation);
    const hasAlert = conversation.client.alerts.some(({ kind }) => kind === 'safety');
    askChoice(conversation, {
      step: ' start-over',
      retries,
      text: t('chat.startOver.question') + (hasAlert ? `\n\n${t('chat.startOver.passedOn')}` : ''),
      options: optionsOf(conversation),
    });
  }

  protected take(conversation: Conversation, step: string, input: Input): Next {
    const taken = takeChoice(conversation, input, optionsOf(conversation));
    if (!taken.chosen) {
      this.show(conversation, step, taken.retries);
      return 'waits';
    }
    const { code, label } = taken.chosen;
    settle(conversation, {
      text: textsFor(conversation)('chat.startOver.short'),
      choice: label,
      value: code,
    });
    if (code === 'keep') return 'over';
    const { client } = conversation;
    if (client.checkIn) conversation.client = { ...client, checkIn: clearAnswers(client.checkIn) };
    return 'fresh';
  }
}

function optionsOf(conversation: Conversation) {
  const t = textsFor(conversation);
  return [
    { code: 'clear', label: t('chat.startOver.clear') },
    { code: 'keep', label: t('chat.startOver.keep') },
  ];
}
