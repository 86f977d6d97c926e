import type { Answer, Answers, QuestionKey, Subject } from '../check-in.ts';
import type { AnswerType, Control, Option, Repeats, Translated } from '../instrument/instrument.ts';
import { spokenIn } from '../instrument/spoken-in.ts';

/** One question as it is asked in one check-in. */
export interface Question {
  /** Where its answer is kept; see `questionKey`. */
  readonly key: QuestionKey;
  readonly linkId: string;
  /** The homework or goal it is asked about. */
  readonly subject?: Subject;
  /** May still name `{{title}}`; `questionText` fills it in. Empty where a group that is `another` has none. */
  readonly text: Translated;
  readonly prefix?: Translated;
  /** Which of several answers it belongs to: that answer as it is shown. */
  readonly about?: Translated;
  /**
   * Asks whether the group is to be filled once more: a yes or no in our words, since the questionnaire has none for
   * it; `text` is that of the group, and it has been filled so many times.
   */
  readonly another?: { readonly filled: number };
  readonly answer: AnswerType;
  readonly required: boolean;
  readonly repeats?: Repeats;
  readonly help?: Translated;
  readonly control?: Control;
  readonly initial?: Answer;
  /** What stands before it in the questionnaire and is shown with it: the headings of its groups that begin here, and words to read. */
  readonly preface?: readonly Translated[];
}

/** Its label with what stands before it, as it is shown. */
export const optionLabel = (
  { prefix, display }: Pick<Option, 'prefix' | 'display'>,
  language: string,
): string => [...(prefix ? [textIn(prefix, language)] : []), textIn(display, language)].join(' ');

/** The text in a language, or in the questionnaire's own when it has no translation. */
export function textIn({ default: own, translations }: Translated, language: string): string {
  if (Object.hasOwn(translations, language)) return translations[language] ?? own;
  const offered = Object.keys(translations);
  const found = offered.length === 0 ? undefined : spokenIn(language, offered);
  return (found !== undefined && translations[found]) || own;
}

type Worded = Pick<Question, 'text' | 'subject' | 'prefix' | 'about'>;

/**
 * The question as it is asked: the answer it belongs to, its number, and its words with the title of its homework or
 * goal filled in as it is: whoever shows it escapes it.
 */
export const questionText = (question: Worded, language: string): string =>
  [
    ...(question.about ? [`${textIn(question.about, language)}:`] : []),
    ...(question.prefix ? [textIn(question.prefix, language)] : []),
    questionWords(question, language),
  ].join(' ');

/** The question's own words alone. */
export const questionWords = ({ text, subject }: Worded, language: string): string =>
  textIn(text, language).replaceAll('{{title}}', () => subject?.title ?? '');

/** What the client gave for this question; `undefined` if nothing yet. */
export const answerTo = (answers: Answers, key: QuestionKey): Answer | undefined =>
  Object.hasOwn(answers, key) ? answers[key] : undefined;
