import type { AnswerType } from '../domain/instrument.ts';
import type { ParseFailure } from '../domain/parsed.ts';
import { textIn } from '../domain/question.ts';
import type { Translate } from '../i18n/index.ts';

/** Why a reply was not taken, with an example that would be; in other words when it is asked again. */
export function unclearText(
  t: Translate,
  {
    reason,
    answer,
    language,
    again,
  }: { reason: ParseFailure; answer: AnswerType; language: string; again: boolean },
): string {
  const values = {
    min: answer.kind === 'rating' ? answer.min : 0,
    max: answer.kind === 'rating' ? answer.max : 10,
    count: answer.kind === 'text' ? answer.maxLength : 0,
    example: exampleFor(answer, language),
  };
  return t(`answers.${reason}.${again ? 'second' : 'first'}`, values);
}

function exampleFor(answer: AnswerType, language: string): string {
  switch (answer.kind) {
    case 'rating':
      return String(Math.round(answer.min + 0.7 * (answer.max - answer.min)));
    case 'choice':
    case 'choices':
      return answer.options[0] ? textIn(answer.options[0].display, language) : '';
    case 'boolean':
    case 'text':
      return '';
  }
}
