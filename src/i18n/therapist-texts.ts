import ar from './therapist/ar.json' with { type: 'json' };
import de from './therapist/de.json' with { type: 'json' };
import en from './therapist/en.json' with { type: 'json' };
import es from './therapist/es.json' with { type: 'json' };
import fr from './therapist/fr.json' with { type: 'json' };
import ptBR from './therapist/pt-BR.json' with { type: 'json' };
import zhHans from './therapist/zh-Hans.json' with { type: 'json' };
import { textSet } from './text-set.ts';

/** What is said to a therapist in a chat. */
export const therapistTexts = textSet({
  en: en.texts,
  es: es.texts,
  fr: fr.texts,
  de: de.texts,
  'pt-BR': ptBR.texts,
  ar: ar.texts,
  'zh-Hans': zhHans.texts,
});
export type TherapistTranslate = ReturnType<typeof therapistTexts>;
export type TherapistKey = Parameters<TherapistTranslate>[0];

/** What a therapist may ask for, in the words of all languages. */
export const therapistWords: readonly (typeof en)['words'][] = [en, es, fr, de, ptBR, ar, zhHans].map(
  ({ words }) => words,
);
