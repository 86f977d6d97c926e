import type { AnswerType } from '../domain/instrument/instrument.ts';
import type { ParseFailure } from '../domain/typed/parsed.ts';
import { textIn } from '../domain/questions/question.ts';
import type { Translate } from '../i18n/index.ts';
import { exampleFor, shownDay, shownNumber } from './example-for.ts';

/** Why a reply was not taken, with an example that would be; in other words when it is asked again. */
export function unclearText(
  t: Translate,
  {
    reason,
    answer,
    language,
    locale = language,
    again,
  }: {
    reason: ParseFailure;
    answer: AnswerType;
    language: string;
    /** The language as it is written where the client lives. */
    locale?: string;
    again: boolean;
  },
): string {
  const values = {
    ...boundsOf(answer, locale),
    count: countOf(answer, reason),
    units: unitsOf(answer, language),
    option: loner(answer, language),
    example: exampleFor(answer, language, locale),
  };
  return t(`answers.${textFor(reason, answer)}.${again ? 'second' : 'first'}`, values);
}

const unreadNumber: ReadonlySet<ParseFailure> = new Set([
  'not-a-number',
  'several-numbers',
  'negated',
  'other-scale',
]);

/** A number that is typed has no scale that the words could name. */
function textFor(reason: ParseFailure, { kind }: AnswerType): ParseFailure | 'no-number' | 'whole-number' {
  if (kind !== 'number' && kind !== 'quantity') return reason;
  if (reason === 'not-whole') return 'whole-number';
  return unreadNumber.has(reason) ? 'no-number' : reason;
}

function boundsOf(answer: AnswerType, locale: string): { readonly min: string; readonly max: string } {
  switch (answer.kind) {
    case 'rating':
      return { min: shownNumber(answer.min, locale), max: shownNumber(answer.max, locale) };
    case 'number':
    case 'quantity':
      return {
        min: answer.min === undefined ? '' : shownNumber(answer.min, locale),
        max: answer.max === undefined ? '' : shownNumber(answer.max, locale),
      };
    case 'date':
    case 'dateTime':
      return { min: shownDay(answer.min, locale), max: shownDay(answer.max, locale) };
    case 'time':
      return { min: answer.min?.slice(0, 5) ?? '', max: answer.max?.slice(0, 5) ?? '' };
    case 'choice':
    case 'choices':
    case 'boolean':
    case 'text':
    case 'url':
      return { min: '', max: '' };
  }
}

function countOf(answer: AnswerType, reason: ParseFailure): number {
  switch (answer.kind) {
    case 'text':
      return reason === 'too-short' ? (answer.minLength ?? 1) : answer.maxLength;
    case 'url':
      return answer.maxLength;
    case 'choice':
      return answer.open ?? 0;
    case 'choices':
      if (reason === 'too-long') return answer.open ?? 0;
      return reason === 'too-few' ? (answer.least ?? 1) : (answer.most ?? answer.options.length);
    case 'rating':
    case 'number':
    case 'quantity':
    case 'date':
    case 'dateTime':
    case 'time':
    case 'boolean':
      return 0;
  }
}

const unitsOf = (answer: AnswerType, language: string): string =>
  answer.kind === 'quantity'
    ? new Intl.ListFormat([language, 'en'], { type: 'disjunction' }).format(
        answer.units.map(({ display }) => textIn(display, language)),
      )
    : '';

/** The option that excludes the others. */
const loner = (answer: AnswerType, language: string): string => {
  const option =
    answer.kind === 'choices' ? answer.options.find(({ exclusive }) => exclusive === true) : undefined;
  return option ? textIn(option.display, language) : '';
};
