import { isAnswered } from './add-answer.ts';
import type { Answer, Answers, CheckInContext, QuestionKey } from '../check-in.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { answerTo, type Question } from './question.ts';
import { questions } from './questions.ts';

/** The first question neither answered to its end nor skipped; `undefined` when nothing is left to ask. */
export const nextQuestion = (
  instrument: Instrument,
  answers: Answers,
  context: CheckInContext,
): Question | undefined =>
  questions(instrument, answers, context).find(({ key }) => !isAnswered(answerTo(answers, key)));

/** The latest answered or skipped question before `current`, or of all when none is current; where `back` leads. */
export function previousQuestion(
  instrument: Instrument,
  answers: Answers,
  context: CheckInContext,
  current?: QuestionKey,
): Question | undefined {
  const asked = questions(instrument, answers, context);
  const position = asked.findIndex(({ key }) => key === current);
  return asked
    .slice(0, position === -1 ? asked.length : position)
    .findLast(({ key }) => answerTo(answers, key) !== undefined);
}

/** The question asked under this key in this check-in as it stands; `undefined` when it is not (or no longer) asked. */
export const questionAt = (
  instrument: Instrument,
  answers: Answers,
  context: CheckInContext,
  key: QuestionKey,
): Question | undefined => questions(instrument, answers, context).find((question) => question.key === key);

/** The answers with this one given, or given anew. */
export const answerQuestion = (answers: Answers, key: QuestionKey, answer: Answer): Answers => ({
  ...answers,
  [key]: answer,
});

/** Only the answers to questions that are asked as things stand: what was left over from others is dropped. */
export const answersInForce = (instrument: Instrument, answers: Answers, context: CheckInContext): Answers =>
  Object.fromEntries(
    questions(instrument, answers, context).flatMap(({ key }) => {
      const answer = answerTo(answers, key);
      return answer ? [[key, answer] as const] : [];
    }),
  );
