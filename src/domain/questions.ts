import type { Answers, CheckInContext } from './check-in.ts';
import type { Instrument } from './instrument.ts';
import { placeItems, type Placed } from './place-items.ts';
import type { Question } from './question.ts';

/**
 * Every question of this check-in as it stands, in the order in which they are asked: only those whose
 * conditions hold, once for each homework or goal where the instrument says so. Asked several times in a turn, and
 * laid out once.
 */
export function questions(
  instrument: Instrument,
  answers: Answers,
  context: CheckInContext,
): readonly Question[] {
  const known = laidOut.get(answers);
  if (known?.instrument === instrument && known.context === context) return known.asked;
  const asked = placeItems(instrument, answers, context).flatMap(questionsIn);
  laidOut.set(answers, { instrument, context, asked });
  return asked;
}

const laidOut = new WeakMap<
  Answers,
  {
    readonly instrument: Instrument;
    readonly context: CheckInContext;
    readonly asked: readonly Question[];
  }
>();

const questionsIn = (placed: Placed): readonly Question[] => {
  switch (placed.kind) {
    case 'group':
      return placed.placed.flatMap(questionsIn);
    case 'title':
      return [];
    case 'question':
      return [placed.question];
  }
};
