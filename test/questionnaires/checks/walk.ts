import type { Questionnaire, QuestionnaireItem, QuestionnaireResponse } from '@medplum/fhirtypes';
import { addAnswer, endAnswers } from '../../../src/domain/questions/add-answer.ts';
import type { Answer, SingleAnswer } from '../../../src/domain/answer.ts';
import type { Answers, CheckIn } from '../../../src/domain/check-in.ts';
import { checkInId, clientId } from '../../../src/domain/ids.ts';
import type { Instrument } from '../../../src/domain/instrument/instrument.ts';
import { answerQuestion, nextQuestion } from '../../../src/domain/questions/next-question.ts';
import { answerTo, type Question } from '../../../src/domain/questions/question.ts';
import { questionnaireResponse } from '../../../src/domain/questions/questionnaire-response.ts';
import { questions } from '../../../src/domain/questions/questions.ts';
import { expectedValues, plainValue } from './expected-values.ts';
import { isEnabled } from './is-enabled.ts';
import { allPlaces, isKept, placesOf, type Place } from './places.ts';
import { oneOf, randomAnswer, type Pick } from './random-answer.ts';
import { everyItem, theField, type RawValue } from './raw.ts';

export interface Walked {
  readonly response: QuestionnaireResponse;
  /** How the response stood half-way. */
  readonly halfway: QuestionnaireResponse;
  /** The linkIds of the questions that were asked in the end. */
  readonly asked: ReadonlySet<string>;
  /** What went wrong on the way. */
  readonly faults: readonly string[];
}

const longest = 2000;

const checkIn: Omit<CheckIn, 'answers' | 'status' | 'context'> = {
  id: checkInId('2026-11-02'),
  client: clientId('c1'),
  instrument: { id: 'any', version: '1' },
  score: { goals: undefined, tasks: undefined, bond: undefined, alliance: undefined },
  wantsToTalk: false,
  begunAt: '2026-11-02T18:00:00.000Z',
  endsAt: '2026-11-09T18:00:00.000Z',
};

/**
 * Takes the questionnaire from the first question to the last with random valid answers. Some optional questions are
 * skipped, and some given answers changed later. Each question must be enabled, by the questionnaire's own JSON,
 * when it is asked; and what was answered must be what leaves.
 */
export function walk(questionnaire: Questionnaire, instrument: Instrument, pick: Pick): Walked {
  const items = everyItem(questionnaire.item);
  const itemOf = (linkId: string): QuestionnaireItem => items.find((item) => item.linkId === linkId)!;
  const subjects = [
    { id: 's1', title: 'The first' },
    { id: 's2', title: 'The second' },
  ];
  const context = { homework: subjects.slice(pick(3)), goal: subjects.slice(pick(3)) };
  const responseTo = (answers: Answers, status: CheckIn['status']) =>
    questionnaireResponse(instrument, { ...checkIn, answers, status, context }) as QuestionnaireResponse;

  const conditional = conditionalIn(questionnaire.item, false);
  const faults: string[] = [];
  let answers: Answers = {};
  let halfway = responseTo(answers, 'open');
  const half = pick(8);
  // at the end some turn back once more
  let turns = pick(12);
  let steps = 0;
  for (; steps < longest; steps += 1) {
    const known = questions(instrument, answers, context).filter(({ key }) => answerTo(answers, key));
    const again = known.length > 0 && pick(8) === 0 ? oneOf(known, pick) : undefined;
    const question = again ?? nextQuestion(instrument, answers, context);
    if (!question) {
      if ((turns -= 1) < 0) break;
      continue;
    }
    if (
      conditional.has(question.linkId) &&
      !isReached(placesOf(questionnaire, responseTo(answers, 'open'), true), question)
    ) {
      faults.push(`${question.linkId} was asked and is not enabled`);
    }
    const wanted = wantedAnswer(question, itemOf(question.linkId), items, pick);
    answers = answerQuestion(
      answers,
      question.key,
      wanted ?? anyAnswer(question, answerTo(answers, question.key), pick),
    );
    if (steps === half) halfway = responseTo(answers, 'open');
  }
  if (steps === longest) faults.push('it did not come to an end');
  const response = responseTo(answers, 'complete');
  const asked = questions(instrument, answers, context).filter(({ another }) => !another);
  if (new Set(asked.map(({ key }) => key)).size < asked.length) faults.push('two questions have one key');
  faults.push(...differences(questionnaire, response, asked, answers));
  return { response, halfway, asked: new Set(asked.map(({ linkId }) => linkId)), faults };
}

/** The linkIds of what is not always asked. */
const conditionalIn = (items: readonly QuestionnaireItem[] = [], within: boolean): ReadonlySet<string> =>
  new Set(
    items.flatMap((item) => {
      const always = !within && !item.enableWhen && !item.readOnly && !item.extension?.some(isDeciding);
      const below = conditionalIn(item.item, !always || item.type !== 'group');
      return [...(always ? [] : [item.linkId]), ...below];
    }),
  );

const isDeciding = ({ url }: { readonly url?: string }): boolean =>
  ['hidden', 'enableWhenExpression'].some((name) => url?.endsWith(`-${name}`));

const isReached = (whole: Place, { linkId }: Question): boolean =>
  allPlaces(whole).some((place) => place.item?.linkId === linkId && !isKept(place) && isEnabled(place));

function anyAnswer(question: Question, before: Answer | undefined, pick: Pick): Answer {
  const { required, repeats, answer: type, another } = question;
  if (another) return { kind: 'boolean', value: another.filled < 4 && pick(3) > 0 };
  if (!repeats || type.kind === 'choices') {
    return !required && pick(3) === 0 ? { kind: 'skipped' } : randomAnswer(type, pick);
  }
  const ended = endAnswers(repeats, before, { required });
  const many = before?.kind === 'several' && !before.done ? before.values.length : 0;
  if (ended.ok && (pick(3) === 0 || many >= 4)) return ended.answer;
  const value = randomAnswer(type, pick) as SingleAnswer;
  return addAnswer(repeats, before, value);
}

/** Now and then exactly what a condition asks for, so that both sides of it are seen. */
function wantedAnswer(
  { answer: type, repeats, another }: Question,
  { linkId }: QuestionnaireItem,
  items: readonly QuestionnaireItem[],
  pick: Pick,
): Answer | undefined {
  if (repeats || another || pick(5) > 1) return undefined;
  const values = items
    .flatMap(({ enableWhen = [] }) => enableWhen)
    .filter(({ question, operator }) => question === linkId && operator !== 'exists')
    .map((condition) => Object.values(theField(condition, 'answer') ?? {})[0]);
  if (values.length === 0) return undefined;
  const value: unknown = oneOf(values, pick);
  switch (type.kind) {
    case 'rating':
    case 'number':
      return typeof value === 'number' ? { kind: 'number', value } : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? { kind: 'boolean', value } : undefined;
    case 'text':
      return typeof value === 'string' ? { kind: 'text', value } : undefined;
    case 'date':
    case 'time':
    case 'dateTime':
      return typeof value === 'string' ? { kind: type.kind, value } : undefined;
    case 'choice':
    case 'choices': {
      const { system, code } = Object(value) as { system?: string; code?: string };
      const option = type.options.find((one) => one.code === code && one.system === system);
      if (!option) return undefined;
      return type.kind === 'choice'
        ? { kind: 'option', code: option.code }
        : { kind: 'options', codes: [option.code] };
    }
    case 'quantity': {
      const { value: number, code } = Object(value) as { value: number; code?: string };
      const unit = type.units.find((one) => one.code === code);
      return { kind: 'quantity', value: number, ...(unit && { unit: unit.key }) };
    }
    case 'url':
      return undefined;
  }
}

/** Between what was answered and what leaves, question by question; and enabled questions that nobody was asked. */
function differences(
  questionnaire: Questionnaire,
  response: QuestionnaireResponse,
  asked: readonly Question[],
  answers: Answers,
): readonly string[] {
  const places = allPlaces(placesOf(questionnaire, response)).filter(
    ({ item }) => item && item.type !== 'group' && item.type !== 'display',
  );
  return everyItem(questionnaire.item)
    .filter(({ type }) => type !== 'group' && type !== 'display')
    .flatMap((item) => {
      const { linkId } = item;
      const here = places.filter((place) => place.item?.linkId === linkId && !isKept(place));
      const mine = asked.filter((question) => question.linkId === linkId);
      const given = mine.flatMap((question) => {
        const answer = answerTo(answers, question.key);
        return answer ? expectedValues(questionnaire, item, question, answer) : [];
      });
      const left = here.flatMap((place): readonly RawValue[] => place.answers);
      const before = given.map(plainValue).sort().join();
      const after = left.map(plainValue).sort().join();
      const open = here.filter((place) => place.answers.length === 0 && isEnabled(place)).length;
      const skipped = mine.filter(({ key }) => answerTo(answers, key)?.kind === 'skipped').length;
      const each = here.some(({ up }) => !up?.filled);
      return [
        ...(before === after ? [] : [`${linkId}: answered ${before}, left as ${after}`]),
        ...(open > skipped && !each ? [`${linkId} is enabled and was not asked`] : []),
      ];
    });
}
