import type { Input } from '../domain/typed/parsed.ts';
import { askChoice, takeChoice } from './ask-choice.ts';
import { Aside, type Next } from './aside.ts';
import { localeOf, settle, textsFor, type Conversation } from './conversation.ts';
import { dayName } from './names.ts';

/**
 * What stands in the place of the check-in once consent was withdrawn: nothing is asked but whether they want to agree
 * anew. Helplines, their own data and the rest of what can be said anywhere still work.
 */
export class WithdrawnDialog extends Aside {
  static readonly id = 'withdrawn';
  readonly #joinId: string;

  /** @param joinId where consent is asked for */
  constructor(joinId: string) {
    super(WithdrawnDialog.id);
    this.#joinId = joinId;
  }

  protected show(conversation: Conversation, _step?: string, retries = 0): void {
    const t = textsFor(conversation);
    const { client, therapistName: therapist, clinicTimeZone, now } = conversation;
    const zone = client.due?.timeZone ?? clinicTimeZone;
    const day = dayName(client.consent?.withdrawnAt ?? now, localeOf(conversation), zone);
    askChoice(conversation, {
      step: ' withdrawn',
      retries,
      text: t('chat.withdrawn.text', { therapist, day }),
      options: optionsOf(conversation),
      beside: () => [
        { label: t('chat.showHelplines'), data: { command: 'helplines' }, role: 'aside' },
        { label: t('chat.myData.short'), data: { command: 'myData' }, role: 'aside' },
      ],
    });
  }

  protected take(conversation: Conversation, step: string, input: Input): Next {
    const taken = takeChoice(conversation, input, optionsOf(conversation));
    if (!taken.chosen) {
      this.show(conversation, step, taken.retries);
      return 'waits';
    }
    const { code, label } = taken.chosen;
    const text = textsFor(conversation)('chat.join.consent.short');
    settle(conversation, { text, choice: label, value: code });
    return { to: this.#joinId };
  }
}

const optionsOf = (conversation: Conversation) => [
  { code: 'again', label: textsFor(conversation)('chat.join.consent.again') },
];
