import type { Answer } from '../../../domain/check-in.ts';
import type { AnswerType, Option } from '../../../domain/instrument.ts';
import { textIn } from '../../../domain/question.ts';
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
  switch (answer.kind) {
    case 'skipped':
      return t('workspace.answers.skipped');
    case 'number':
      return type.kind === 'rating'
        ? t('workspace.answers.rating', { value: wording.number(answer.value), max: type.max })
        : wording.number(answer.value);
    case 'boolean':
      return t(answer.value ? 'workspace.answers.yes' : 'workspace.answers.no');
    case 'text':
      return answer.value;
    case 'option':
      return optionWords(answer.code, type, wording.language);
    case 'options':
      return answer.codes.length === 0
        ? t('workspace.answers.nothing')
        : answer.codes.map((code) => optionWords(code, type, wording.language)).join(' · ');
  }
}

/** The option's words; its code where the questionnaire no longer has it. */
export function optionWords(code: string, type: AnswerType | undefined, language: string): string {
  const options: readonly Option[] = type?.kind === 'choice' || type?.kind === 'choices' ? type.options : [];
  const option = options.find((one) => one.code === code);
  return option ? textIn(option.display, language) : code;
}
