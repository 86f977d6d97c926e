import { answerText } from '../../../dialogs/answer-text.ts';
import type { Answer } from '../../../domain/answer.ts';
import type { AnswerType } from '../../../domain/instrument/instrument.ts';
import type { Translate } from '../../../i18n/index.ts';
import type { Wording } from '../wording.ts';

/** An answer as a therapist reads it: `7 of 10`, the option's own words, or that there is none. */
export function answerWords(
  answer: Answer | undefined,
  type: AnswerType,
  t: Translate,
  wording: Wording,
): string {
  if (!answer) return t('workspace.answers.none');
  if (answer.kind === 'number' && type.kind === 'rating')
    return t('workspace.answers.rating', { value: wording.number(answer.value), max: type.max });
  return answerText(answer, type, {
    language: wording.language,
    yes: t('workspace.answers.yes'),
    no: t('workspace.answers.no'),
    skipped: t('workspace.answers.skipped'),
    nothing: t('workspace.answers.nothing'),
  });
}
