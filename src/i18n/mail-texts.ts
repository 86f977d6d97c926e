import { createInstance } from 'i18next';
import { phraseKey } from '../domain/read-tokens.ts';
import ar from './mail/ar.json' with { type: 'json' };
import de from './mail/de.json' with { type: 'json' };
import en from './mail/en.json' with { type: 'json' };
import es from './mail/es.json' with { type: 'json' };
import fr from './mail/fr.json' with { type: 'json' };
import ptBR from './mail/pt-BR.json' with { type: 'json' };
import zhHans from './mail/zh-Hans.json' with { type: 'json' };

/** What is said of reminders by e-mail and in them: in the chat, in the letters, on the pages that their links lead to. */
const texts = { en, es, fr, de, 'pt-BR': ptBR, ar, 'zh-Hans': zhHans } as const;

export type MailLanguage = keyof typeof texts;
export const mailLanguages = Object.keys(texts).filter((code): code is MailLanguage => code in texts);

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];
export type MailKey = Leaves<Omit<typeof en, 'commands'>>;

export type MailTranslate = (key: MailKey, values?: Readonly<Record<string, string>>) => string;

const i18n = createInstance();
void i18n.init({
  initAsync: false,
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(Object.entries(texts).map(([code, translation]) => [code, { translation }])),
});
const byLanguage = new Map(mailLanguages.map((code) => [code, i18n.getFixedT(code)]));

/** In this language, or English. */
export function mailTexts(language: MailLanguage): MailTranslate {
  const t = byLanguage.get(language) ?? i18n.getFixedT('en');
  return (key, values) => t(key, { ...values });
}

/** The language of these texts that is nearest to a BCP 47 tag: `pt-PT` is answered in `pt-BR`; English if none is. */
export function nearestMailLanguage(tag: string | undefined): MailLanguage {
  const base = tag?.toLowerCase().split('-')[0];
  return mailLanguages.find((code) => code.toLowerCase().split('-')[0] === base) ?? 'en';
}

export const isRightToLeft = (language: MailLanguage): boolean => language === 'ar';

export type MailCommand = 'mail' | 'stopMail';

const commands = new Map(
  mailLanguages.flatMap((code) =>
    (['stopMail', 'mail'] as const).flatMap((command) =>
      texts[code].commands[command].map((words) => [phraseKey(words), command] as const),
    ),
  ),
);

/** What a whole message asks for, in any of the languages; `undefined` if it is none of these commands. */
export const parseMailCommand = (text: string): MailCommand | undefined =>
  text.length > 100 ? undefined : commands.get(phraseKey(text.replaceAll(/[¿?؟？。！!]/g, ' ')));
