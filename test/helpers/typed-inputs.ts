import { existsSync, readFileSync } from 'node:fs';
import type { AnswerType } from '../../src/domain/instrument/instrument.ts';
import { parseAnswer } from '../../src/domain/typed/parse-answer.ts';
import type { Parsed } from '../../src/domain/typed/parsed.ts';
import { builtIn } from './built-in.ts';
import { readingIn } from './reading-in.ts';

export interface TypedInput {
  readonly line: number;
  readonly question: string;
  readonly typed: string;
  /** JSON of the value; `?` or `?reason`: asked again. */
  readonly becomes: string;
}

/** The table of what people of this language type and what it becomes, `test/conversation/inputs/XX.tsv`. */
export function typedInputs(language: string): readonly TypedInput[] {
  const file = new URL(`../conversation/inputs/${language}.tsv`, import.meta.url);
  if (!existsSync(file)) return [];
  const [, ...lines] = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, at) => {
    const [question = '', typed = '', becomes = ''] = text.split('\t');
    return question === '' ? [] : [{ line: at + 2, question, typed: typed.replaceAll('\\n', '\n'), becomes }];
  });
}

const ownTypes: Readonly<Record<string, AnswerType>> = {
  'yes-no': { kind: 'boolean' },
  number: { kind: 'number', whole: false, decimals: 1, min: 0, max: 500 },
  weight: {
    kind: 'quantity',
    units: [
      { key: 'kg', display: { default: 'kg', translations: {} }, code: 'kg' },
      { key: '[lb_av]', display: { default: 'lb', translations: {} }, code: '[lb_av]' },
    ],
  },
  date: { kind: 'date' },
  time: { kind: 'time' },
  'date-time': { kind: 'dateTime' },
};
const linkIds: Readonly<Record<string, string>> = {
  rating: 'bond-care',
  status: 'homework-unlisted',
  barriers: 'homework-barriers',
};

/** The type of answer that a row of the table is for. */
function typeOf(question: string): AnswerType {
  const type =
    ownTypes[question] ?? builtIn().items.find(({ linkId }) => linkId === linkIds[question])?.answer;
  if (!type) throw new Error(`no question ${question}`);
  return type;
}

const types = new Map<string, AnswerType>();
const typeFor = (question: string): AnswerType => {
  const type = types.get(question) ?? typeOf(question);
  types.set(question, type);
  return type;
};

/** What it becomes now, as the table writes it; the reason with a `?` where it is asked again. */
export const readInput = (language: string, { question, typed }: TypedInput): string =>
  written(parseAnswer(typeFor(question), { kind: 'typed', text: typed }, readingIn(language)));

function written(parsed: Parsed): string {
  if (!parsed.ok) return `?${parsed.reason}`;
  const { answer } = parsed;
  switch (answer.kind) {
    case 'option':
      return JSON.stringify(answer.code);
    case 'options':
      return JSON.stringify(answer.codes);
    case 'quantity':
      return JSON.stringify(answer.unit === undefined ? answer.value : `${answer.value} ${answer.unit}`);
    case 'several':
    case 'skipped':
      throw new Error('nothing typed becomes that');
    case 'number':
    case 'boolean':
    case 'date':
    case 'dateTime':
    case 'time':
    case 'text':
      return JSON.stringify(answer.value);
  }
}
