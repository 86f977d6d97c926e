import { readFileSync } from 'node:fs';
import type { Answer } from '../../../src/domain/answer.ts';
import { languages, type Language } from '../../../src/i18n/languages.ts';
import type { Asked } from '../questionnaire.ts';
import { spoken, type SpokenCommand } from '../spoken.ts';
import type { Draw } from './draw.ts';

/** What a client types, and what a person who reads it beside the question takes it for. */
export interface Typed {
  readonly text: string;
  /** `undefined`: no answer at all. */
  readonly answer?: Answer;
}

/** An answer to a question, typed in one of the ways of its language. */
export function typedAnswer(asked: Asked, language: Language, draw: Draw): Typed {
  const { numbers, digits, eightOfTen, aboutSeven } = spoken[language];
  if (asked.type === 'integer') {
    const value = draw.nat(11);
    const own = [...String(value)].map((digit) => digits?.[Number(digit)] ?? digit).join('');
    const text = draw.one([
      String(value),
      own,
      `${value}/10`,
      numbers[value]!,
      numbers[value]!.toLocaleUpperCase(language),
      eightOfTen.replace(/8|٨/u, own),
      aboutSeven.replace('7', own),
      ` ${value} `,
    ]);
    return { text, answer: { kind: 'number', value } };
  }
  const chosen = chooseSome(asked, draw);
  const labels = chosen.map(({ label }) => label);
  const codes = chosen.map(({ code }) => code);
  const answer: Answer = asked.several ? { kind: 'options', codes } : { kind: 'option', code: codes[0]! };
  const written = draw.chance(0.5) ? labels : labels.map((label) => label.toLocaleLowerCase(language));
  return { text: written.join('\n'), answer };
}

/** One option, or up to four of a question that takes several, in the questionnaire's order. */
export function chooseSome({ options, several }: Asked, draw: Draw): Asked['options'] {
  if (!several) return [draw.one(options)];
  const many = 1 + draw.nat(4);
  const picked = new Set(Array.from({ length: many }, () => draw.one(options)));
  return options.filter((option) => picked.has(option));
}

const templates = new Map(
  languages.map((language) => {
    const file = new URL(`../unclear/${language}.json`, import.meta.url);
    const classes = JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly string[]>;
    return [language, Object.values(classes)] as const;
  }),
);

/** What is no answer to a scale from 0 to 10, of a class drawn at random. */
export function unclearRating(language: Language, draw: Draw): Typed {
  const { numbers } = spoken[language];
  const [n, m] = [draw.nat(11), draw.nat(10)];
  const other = m >= n ? m + 1 : m;
  const values: Readonly<Record<string, string>> = {
    n: String(n),
    m: String(other),
    w: numbers[n]!,
    v: numbers[other]!,
    big: String(101 + draw.nat(900)),
  };
  const template = draw.one(draw.one(templates.get(language)!));
  return { text: template.replaceAll(/\{(n|m|w|v|big)\}/g, (_whole, name: string) => values[name]!) };
}

/** What is no answer to anything. */
export const unclearAnywhere = (language: Language, draw: Draw): Typed => ({
  text: draw.one([...spoken[language].unclear, '?', '…', '12345', 'qwrtz']),
});

/** A command in the words of any language: they are understood in all. */
export const commandIn = (command: SpokenCommand, draw: Draw): string =>
  spoken[draw.one(languages)].commands[command];
