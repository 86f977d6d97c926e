import type { Answer, Answers, QuestionKey, Subject } from './check-in.ts';
import type { AnswerType, Control, Repeats, Translated } from './instrument.ts';

/** One question as it is asked in one check-in. */
export interface Question {
  /** Where its answer is kept: the linkId, or `linkId/subjectId`. */
  readonly key: QuestionKey;
  readonly linkId: string;
  /** The homework or goal it is asked about. */
  readonly subject?: Subject;
  /** May still name `{{title}}`; `questionText` fills it in. */
  readonly text: Translated;
  readonly answer: AnswerType;
  readonly required: boolean;
  readonly repeats?: Repeats;
  readonly help?: Translated;
  readonly control?: Control;
  readonly initial?: Answer;
  /** What stands before it in the questionnaire and is shown with it: the headings of its groups that begin here, and words to read. */
  readonly preface?: readonly Translated[];
}

export const questionKey = (linkId: string, subject?: Subject): QuestionKey =>
  subject ? `${linkId}/${subject.id}` : linkId;

/** The text in a language, or in the questionnaire's own when it has no translation. */
export const textIn = (text: Translated, language: string): string =>
  Object.hasOwn(text.translations, language) ? (text.translations[language] ?? text.default) : text.default;

/** The question's words, with the title of its homework or goal filled in as it is: whoever shows it escapes it. */
export const questionText = (question: Pick<Question, 'text' | 'subject'>, language: string): string =>
  textIn(question.text, language).replaceAll('{{title}}', () => question.subject?.title ?? '');

/** What the client gave for this question; `undefined` if nothing yet. */
export const answerTo = (answers: Answers, key: QuestionKey): Answer | undefined =>
  Object.hasOwn(answers, key) ? answers[key] : undefined;
