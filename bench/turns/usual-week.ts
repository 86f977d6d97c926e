import type { Answer, Answers, CheckInContext, QuestionKey } from '../../src/domain/check-in.ts';
import type { Instrument } from '../../src/domain/instrument/instrument.ts';
import { answerQuestion, nextQuestion } from '../../src/domain/questions/next-question.ts';
import { questionText, textIn, type Question } from '../../src/domain/questions/question.ts';

/** A question as the plain waterfall asks it: the same words, scale and options. */
export type Asking =
  | { readonly kind: 'number'; readonly text: string; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly text: string; readonly options: readonly string[] };

/** One thing the client types; an answer also says what must stand in the store for it afterwards. */
export interface Typed {
  readonly text: string;
  readonly answers?: { readonly key: QuestionKey; readonly answer: Answer; readonly asking: Asking };
}

/** A usual week: one goal agreed, one homework set and done. */
export const usualContext: CheckInContext = {
  homework: [{ id: 'h1', title: 'Write down three thoughts' }],
  goal: [{ id: 'g1', title: 'Sleep through the night' }],
};

/**
 * What a client types in one usual week, from the greeting to `send`. Every rating is 6 or more, so that nobody's
 * alliance is low, and they differ, so that an answer under another question would be noticed.
 */
export function usualWeek(instrument: Instrument, random: () => number): readonly Typed[] {
  const typed: Typed[] = [{ text: 'hello' }];
  let answers: Answers = {};
  for (;;) {
    const question = nextQuestion(instrument, answers, usualContext);
    if (!question) return [...typed, { text: 'send' }];
    const { text, answer, asking } = answerTo(question, instrument, random);
    typed.push({ text, answers: { key: question.key, answer, asking } });
    answers = answerQuestion(answers, question.key, answer);
  }
}

function answerTo(
  question: Question,
  { scoring }: Instrument,
  random: () => number,
): { text: string; answer: Answer; asking: Asking } {
  const text = questionText(question, 'en');
  const { answer: type, linkId } = question;
  switch (type.kind) {
    case 'rating': {
      const [low, high] = linkId === scoring.roles.homeworkDifficulty ? [type.min, 6] : [6, type.max];
      const value = low + Math.floor(random() * (high - low + 1));
      return {
        text: String(value),
        answer: { kind: 'number', value },
        asking: { kind: 'number', text, min: type.min, max: type.max },
      };
    }
    case 'choice': {
      const option = type.options.find(({ code }) => code === 'done') ?? type.options[0]!;
      return {
        text: textIn(option.display, 'en'),
        answer: { kind: 'option', code: option.code },
        asking: { kind: 'choice', text, options: type.options.map(({ display }) => textIn(display, 'en')) },
      };
    }
    case 'choices':
    case 'boolean':
    case 'number':
    case 'quantity':
    case 'date':
    case 'dateTime':
    case 'time':
    case 'text':
    case 'url':
      throw new Error(
        `a usual week has no question such as ${question.key}; teach the benchmark to answer it`,
      );
  }
}
