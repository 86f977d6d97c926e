import { phraseKey } from '../domain/typed/read-tokens.ts';
import ar from './mail/ar.json' with { type: 'json' };
import de from './mail/de.json' with { type: 'json' };
import en from './mail/en.json' with { type: 'json' };
import es from './mail/es.json' with { type: 'json' };
import fr from './mail/fr.json' with { type: 'json' };
import ptBR from './mail/pt-BR.json' with { type: 'json' };
import zhHans from './mail/zh-Hans.json' with { type: 'json' };
import { textSet } from './text-set.ts';

const texts = { en, es, fr, de, 'pt-BR': ptBR, ar, 'zh-Hans': zhHans } as const;

/** What is said of reminders by e-mail and in them: in the chat, in the letters, on the pages that their links lead to. */
export const mailTexts = textSet(texts);
export type MailTranslate = ReturnType<typeof mailTexts>;
export type MailKey = Parameters<MailTranslate>[0];

export type MailCommand = 'mail' | 'stopMail';

const commands = new Map(
  Object.values(texts).flatMap((language) =>
    (['stopMail', 'mail'] as const).flatMap((command) =>
      language.commands[command].map((words) => [phraseKey(words), command] as const),
    ),
  ),
);

/** What a whole message asks for, in any of the languages; `undefined` if it is none of these commands. */
export const parseMailCommand = (text: string): MailCommand | undefined =>
  text.length > 100 ? undefined : commands.get(phraseKey(text.replaceAll(/[¿?؟？。！!]/g, ' ')));
