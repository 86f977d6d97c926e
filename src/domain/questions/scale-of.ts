import type { Answer } from '../answer.ts';
import type { AnswerType, Option } from '../instrument/instrument.ts';
import { countedNumber } from './option-number.ts';

/** From the lowest to the highest that an answer can count for. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  /** What an answer counts for; `undefined` where it is none to this question. */
  valueOf(answer: Answer | undefined): number | undefined;
}

/** The scale of a rating, or of a choice whose options all count for something; `undefined` for anything else. */
export function scaleOf(type: AnswerType): Scale | undefined {
  if (type.kind === 'rating') {
    const { min, max } = type;
    return { min, max, valueOf: (answer) => (answer?.kind === 'number' ? answer.value : undefined) };
  }
  return type.kind === 'choice' && type.open === undefined ? choiceScale(type.options) : undefined;
}

function choiceScale(options: readonly Option[]): Scale | undefined {
  const numbers = options.flatMap(({ code }) => countedNumber(options, code) ?? []);
  const [min, max] = [Math.min(...numbers), Math.max(...numbers)];
  if (numbers.length < options.length || !(min < max)) return undefined;
  return {
    min,
    max,
    valueOf: (answer) => (answer?.kind === 'option' ? countedNumber(options, answer.code) : undefined),
  };
}
