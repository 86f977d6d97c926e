import { languageOptions } from '../../src/dialogs/language-options.ts';
import { countryName } from '../../src/dialogs/names.ts';
import type { AnswerType } from '../../src/domain/instrument/instrument.ts';
import { textIn } from '../../src/domain/questions/question.ts';
import { createTexts, lexicon, type TextKey } from '../../src/i18n/index.ts';
import { helplineCountries } from '../../src/safety/helpline-table.ts';
import { builtIn } from './built-in.ts';

/** What a client may type because it stands on their screen, or because we asked for it. */
export function ownWords(language: string): string[] {
  const t = createTexts()(language);
  const labels = (['yes', 'no', 'back', 'skip', 'stop', 'goOn', 'showHelplines'] as const).map((key) =>
    t(`chat.${key}` as TextKey),
  );
  const options = builtIn().items.flatMap(({ answer }) => wordsOf(answer, language));
  const known = JSON.stringify(lexicon(language)).match(/[^"[\]{},:]+/gu) ?? [];
  const numbers = Array.from({ length: 1100 }, (_, number) => [
    `${number}`,
    `${number}/10`,
    `${number} 10`,
  ]).flat();
  const days = Array.from({ length: 7 }, (_, day) =>
    new Intl.DateTimeFormat(language, { weekday: 'long' }).format(Date.UTC(2024, 0, day + 1)),
  );
  return [
    ...labels,
    ...options,
    ...known,
    ...numbers,
    ...days,
    ...helplineCountries.map((code) => countryName(code, language)),
    ...languageOptions({ texts: createTexts() }).map(({ label }) => label),
  ];
}

const wordsOf = (answer: AnswerType, language: string): string[] =>
  answer.kind === 'choice' || answer.kind === 'choices'
    ? answer.options.flatMap(({ code, display }) => (code === 'cravings' ? [] : [textIn(display, language)]))
    : [];
