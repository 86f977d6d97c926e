import type { Answer, SingleAnswer } from '../domain/answer.ts';
import type { AnswerType } from '../domain/instrument/instrument.ts';
import { optionLabel, textIn } from '../domain/questions/question.ts';
import { numberFormat } from './number-format.ts';

/** What an answer is read with, and the words for what is no value of its own. */
export interface AnswerWording {
  readonly language: string;
  /** The language as it is written where the reader lives: numbers and dates are. */
  readonly locale?: string;
  readonly yes: string;
  readonly no: string;
  readonly skipped: string;
  readonly nothing: string;
}

/** An answer as people read it; `–` for none. */
export function answerText(answer: Answer | undefined, type: AnswerType, wording: AnswerWording): string {
  if (answer === undefined) return '–';
  if (answer.kind === 'skipped') return wording.skipped;
  if (answer.kind === 'options') {
    const chosen = answer.codes.map((code) => optionText(code, type, wording.language));
    return listText([...chosen, ...(answer.other ?? [])], wording);
  }
  if (answer.kind === 'several')
    return listText(
      answer.values.map((value) => valueText(value, type, wording)),
      wording,
    );
  return valueText(answer, type, wording);
}

const listText = (parts: readonly string[], { language, nothing }: AnswerWording): string =>
  parts.length === 0 ? nothing : new Intl.ListFormat(language).format(parts);

function valueText(
  answer: SingleAnswer,
  type: AnswerType,
  { language, locale = language, yes, no }: AnswerWording,
): string {
  switch (answer.kind) {
    case 'number':
      return withUnit(
        answer.value,
        type.kind === 'number' && type.unit ? textIn(type.unit, language) : '',
        locale,
      );
    case 'quantity': {
      const unit = type.kind === 'quantity' ? type.units.find(({ key }) => key === answer.unit) : undefined;
      return withUnit(answer.value, unit ? textIn(unit.display, language) : '', locale);
    }
    case 'option':
      return optionText(answer.code, type, language);
    case 'boolean':
      return answer.value ? yes : no;
    case 'text':
      return answer.value;
    case 'date':
      return dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(`${answer.value}T00:00:00Z`),
      );
    case 'dateTime':
      return dateFormat(locale, {
        dateStyle: 'long',
        timeStyle: 'short',
        hourCycle: 'h23',
        timeZone: offsetOf(answer.value),
      }).format(new Date(answer.value));
    case 'time':
      return dateFormat(locale, { timeStyle: 'short', hourCycle: 'h23', timeZone: 'UTC' }).format(
        new Date(`1970-01-01T${answer.value}Z`),
      );
  }
}

/** The option's words; its code where the questionnaire no longer has it. */
export function optionText(code: string, type: AnswerType | undefined, language: string): string {
  const options = type?.kind === 'choice' || type?.kind === 'choices' ? type.options : [];
  const option = options.find((one) => one.code === code);
  return option ? optionLabel(option, language) : code;
}

const withUnit = (value: number, unit: string, locale: string): string =>
  `${numberFormat(locale).format(value)}${unit === '' ? '' : `\u00a0${unit}`}`;

/** As the client meant it, wherever it is read. */
const offsetOf = (dateTime: string): string => /[+-]\d\d:\d\d$/.exec(dateTime)?.[0] ?? 'UTC';

/** One for each locale and form: making one takes longer than all else that is said in a turn. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const format =
    dateFormats.get(key) ?? new Intl.DateTimeFormat([locale, 'en'], { calendar: 'gregory', ...options });
  dateFormats.set(key, format);
  return format;
}
