import type { Answer } from '../domain/check-in.ts';
import type { AnswerType } from '../domain/instrument.ts';
import { textIn } from '../domain/question.ts';
import type { Translate } from '../i18n/index.ts';

/** An answer as the client reads it back. */
export function answerText(
  answer: Answer | undefined,
  type: AnswerType,
  t: Translate,
  language: string,
): string {
  if (answer === undefined) return '–';
  const label = (code: string): string => {
    const options = type.kind === 'choice' || type.kind === 'choices' ? type.options : [];
    const option = options.find((candidate) => candidate.code === code);
    return option ? textIn(option.display, language) : code;
  };
  switch (answer.kind) {
    case 'number':
      return numberFormat(language).format(answer.value);
    case 'option':
      return label(answer.code);
    case 'options':
      return answer.codes.length === 0
        ? t('chat.nothingChosen')
        : new Intl.ListFormat(language).format(answer.codes.map(label));
    case 'boolean':
      return t(answer.value ? 'chat.yes' : 'chat.no');
    case 'text':
      return answer.value;
    case 'skipped':
      return t('chat.skipped');
  }
}

/** One for each language: making one takes longer than all else that is said in a turn. */
const numberFormats = new Map<string, Intl.NumberFormat>();
function numberFormat(language: string): Intl.NumberFormat {
  const format = numberFormats.get(language) ?? new Intl.NumberFormat(language);
  numberFormats.set(language, format);
  return format;
}
