import { addAnswer, endAnswers } from '../domain/questions/add-answer.ts';
import type { Answer, Answers, CheckInContext } from '../domain/check-in.ts';
import type { Condition, Instrument, Node } from '../domain/instrument/instrument.ts';
import { answerQuestion, nextQuestion } from '../domain/questions/next-question.ts';
import { answerTo, type Question } from '../domain/questions/question.ts';
import { tellingAnswers } from './telling-answers.ts';

/** One way through: what is tapped, sending at the end included, and what is typed. */
export interface Way {
  readonly taps: number;
  readonly typed: number;
}

export interface Ways {
  readonly shortest: Way;
  readonly longest: Way;
  /** Not every way could be looked at: there are too many, or expressions decide. */
  readonly incomplete: boolean;
}

/** How many questions are looked at before it is given up to see every way. */
const mostSteps = 5000;

/**
 * The shortest and the longest way through an instrument, with one homework and one goal, each question answered as
 * often as it must be, and once at least, and each repeating group filled as often as it must be. A question is one
 * tap, or one typed answer; a question that others depend on may be skipped.
 */
export function countTaps(instrument: Instrument): Ways {
  const context: CheckInContext = {
    homework: [{ id: 'h', title: '' }],
    goal: [{ id: 'g', title: '' }],
  };
  const conditions = Map.groupBy(conditionsIn(instrument.nodes), ({ question }) => question);
  const withBelow = new Set(linkIdsWithBelow(instrument.nodes));
  let steps = 0;
  let shortest: Way | undefined;
  let longest: Way | undefined;

  const explore = (answers: Answers, way: Way): void => {
    if (steps > mostSteps && shortest) return;
    steps += 1;
    const question = nextQuestion(instrument, answers, context);
    if (!question) {
      const whole = { ...way, taps: way.taps + 1 };
      if (!shortest || lengthOf(whole) < lengthOf(shortest)) shortest = whole;
      if (!longest || lengthOf(whole) > lengthOf(longest)) longest = whole;
      return;
    }
    const { key, linkId } = question;
    const found = tellingAnswers(question, conditions.get(linkId) ?? [], withBelow.has(linkId));
    for (const answer of stepsFrom(question, answerTo(answers, key), found)) {
      explore(answerQuestion(answers, key, answer), stepped(way, question, answer));
    }
  };
  explore({}, { taps: 0, typed: 0 });
  const none = { taps: 0, typed: 0 };
  return {
    shortest: shortest ?? none,
    longest: longest ?? none,
    incomplete: steps > mostSteps || instrument.calculation !== undefined,
  };
}

const lengthOf = ({ taps, typed }: Way): number => taps + typed;

/** What may be given next; to a question that takes several, one more or the end. */
function stepsFrom(
  { repeats, another, required }: Question,
  before: Answer | undefined,
  found: readonly Answer[],
): readonly Answer[] {
  if (another) return [{ kind: 'boolean', value: false }];
  if (!repeats) return found;
  const started = before?.kind === 'several' && before.values.length > 0;
  const ended = started ? endAnswers(repeats, before, { required }) : undefined;
  if (ended?.ok) return [ended.answer];
  return found.map((answer) =>
    answer.kind === 'options' || answer.kind === 'several' || answer.kind === 'skipped'
      ? answer
      : addAnswer(repeats, before, answer),
  );
}

function stepped({ taps, typed }: Way, { answer: type }: Question, answer: Answer): Way {
  const ends = answer.kind === 'skipped' || (answer.kind === 'several' && answer.done);
  const taps1 = { taps: taps + 1, typed };
  if (ends) return taps1;
  switch (type.kind) {
    case 'rating':
    case 'choice':
    case 'choices':
    case 'boolean':
      return taps1;
    case 'number':
    case 'quantity':
    case 'date':
    case 'dateTime':
    case 'time':
    case 'text':
    case 'url':
      return { taps, typed: typed + 1 };
  }
}

const conditionsIn = (nodes: readonly Node[]): readonly Condition[] =>
  nodes.flatMap((node) => {
    switch (node.kind) {
      case 'title':
        return [];
      case 'group':
        return [...node.enableWhen, ...conditionsIn(node.nodes)];
      case 'display':
        return [];
      case 'fixed':
        return [...node.enableWhen, ...conditionsIn(node.below)];
      case 'question':
        return [...node.item.enableWhen, ...conditionsIn(node.below)];
    }
  });

const linkIdsWithBelow = (nodes: readonly Node[]): readonly string[] =>
  nodes.flatMap((node) => {
    switch (node.kind) {
      case 'title':
      case 'display':
        return [];
      case 'group':
        return linkIdsWithBelow(node.nodes);
      case 'fixed':
        return linkIdsWithBelow(node.below);
      case 'question':
        return [...(node.below.length > 0 ? [node.item.linkId] : []), ...linkIdsWithBelow(node.below)];
    }
  });
