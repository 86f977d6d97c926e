import { expect } from 'chai';
import fc from 'fast-check';
import type { Answer, Answers } from '../../../src/domain/check-in.ts';
import type { FhirItem } from '../../../src/domain/instrument/fhir-questionnaire.ts';
import type { AnswerType } from '../../../src/domain/instrument/instrument.ts';
import { answerQuestion, answersInForce, nextQuestion } from '../../../src/domain/questions/next-question.ts';
import {
  questionnaireResponse,
  type ResponseItem,
} from '../../../src/domain/questions/questionnaire-response.ts';
import {
  builtIn,
  builtInFiles,
  checkInWith,
  chose,
  contextOf,
  diary,
  rated,
  skipped,
  sleep,
  ticked,
  walk,
} from '../../helpers/built-in.ts';

const instrument = builtIn();
const system = 'https://alliance-checkin.example/fhir/CodeSystem';

describe('questionnaireResponse', () => {
  it('is the check-in, nested as the questionnaire is', () => {
    const answers: Answers = {
      'goals-same': rated(0),
      'goals-fit': skipped,
      'goal-progress/g1': rated(4),
      'tasks-sense': rated(7),
      'homework-status/h1': chose('partly'),
      'homework-status/h2': skipped,
      'homework-difficulty': rated(8),
      'homework-barriers': ticked('forgot', 'no-time'),
      'bond-care': rated(10),
    };
    const checkIn = checkInWith(answers, { context: contextOf({ homework: [walk, diary] }) });
    expect(questionnaireResponse(instrument, checkIn)).to.deep.equal({
      resourceType: 'QuestionnaireResponse',
      questionnaire: 'https://alliance-checkin.example/fhir/Questionnaire/alliance-weekly|1.0.0',
      status: 'completed',
      subject: { type: 'Patient', identifier: { value: 'c1' } },
      source: { type: 'Patient', identifier: { value: 'c1' } },
      authored: '2026-11-02T18:01:30.000Z',
      item: [
        {
          linkId: 'goals',
          text: 'Goals',
          item: [
            {
              linkId: 'goals-same',
              text: 'Are you and your therapist working toward the same things?',
              answer: [{ valueInteger: 0 }],
            },
            {
              linkId: 'goal',
              text: 'Agreed goal',
              item: [
                { linkId: 'goal-title', text: 'Goal', answer: [{ valueString: 'Sleep through the night' }] },
                {
                  linkId: 'goal-progress',
                  text: 'How far along are you with your goal “Sleep through the night”?',
                  answer: [{ valueInteger: 4 }],
                },
              ],
            },
          ],
        },
        {
          linkId: 'tasks',
          text: 'What you do in therapy',
          item: [
            {
              linkId: 'tasks-sense',
              text: 'Does what you do in therapy make sense to you?',
              answer: [{ valueInteger: 7 }],
            },
            {
              linkId: 'homework',
              text: 'Homework',
              item: [
                { linkId: 'homework-title', text: 'Homework', answer: [{ valueString: 'Walk ten minutes' }] },
                {
                  linkId: 'homework-status',
                  text: 'How did it go with “Walk ten minutes” this week?',
                  answer: [
                    {
                      valueCoding: { system: `${system}/homework-status`, code: 'partly', display: 'Partly' },
                    },
                  ],
                },
              ],
            },
            {
              linkId: 'homework',
              text: 'Homework',
              item: [
                { linkId: 'homework-title', text: 'Homework', answer: [{ valueString: 'Sleep diary' }] },
              ],
            },
            {
              linkId: 'homework-difficulty',
              text: 'How hard was your homework for you?',
              answer: [{ valueInteger: 8 }],
            },
            {
              linkId: 'homework-barriers',
              text: 'What got in the way?',
              answer: [
                { valueCoding: { system: `${system}/homework-barrier`, code: 'forgot', display: 'Forgot' } },
                {
                  valueCoding: { system: `${system}/homework-barrier`, code: 'no-time', display: 'No time' },
                },
              ],
            },
          ],
        },
        {
          linkId: 'bond',
          text: 'You and your therapist',
          item: [
            {
              linkId: 'bond-care',
              text: 'How cared for do you feel by your therapist?',
              answer: [{ valueInteger: 10 }],
            },
          ],
        },
      ],
    });
  });

  it('leaves out what was answered and is not asked any more', () => {
    const answers = { 'homework-status/h1': chose('done'), 'homework-barriers': ticked('forgot') };
    expect(JSON.stringify(questionnaireResponse(instrument, checkInWith(answers)))).not.to.contain(
      'homework-barriers',
    );
  });

  it('says how far the check-in came', () => {
    const of = (more: Parameters<typeof checkInWith>[1]) =>
      questionnaireResponse(instrument, checkInWith({}, more));
    expect(of({ status: 'open' }).status).to.equal('in-progress');
    expect(of({ status: 'missed', completedAt: undefined })).to.include({
      status: 'stopped',
      authored: '2026-11-02T18:00:00.000Z',
    });
    expect(of({ context: { homework: [], goal: [] } })).not.to.have.property('item');
  });

  it('fits the questionnaire whatever is answered: linkIds, nesting, order, number and type of the answers', () => {
    const { questionnaire } = builtInFiles();
    const subjects = (all: { id: string; title: string }[]) => fc.subarray(all);
    fc.assert(
      fc.property(
        subjects([walk, diary, { id: 'h3', title: 'Call' }]),
        subjects([sleep, { id: 'g2', title: 'Work' }]),
        fc.infiniteStream(fc.nat()),
        (homework, goal, stream) => {
          const context = { homework, goal };
          const pick = (): number => stream.next().value ?? 0;
          let answers: Answers = { 'homework-barriers': ticked('boring'), 'homework-difficulty': skipped };
          for (let at = 0, stop = pick() % 14; at < stop; at += 1) {
            const question = nextQuestion(instrument, answers, context);
            if (question)
              answers = answerQuestion(answers, question.key, randomAnswer(question.answer, pick));
          }
          const response = questionnaireResponse(instrument, checkInWith(answers, { context }));
          expectConforms(response.item ?? [], questionnaire.item);
          const given = Object.values(answersInForce(instrument, answers, context)).filter(
            ({ kind }) => kind !== 'skipped',
          );
          expect(leaves(response.item ?? [])).to.equal(given.length + homework.length + goal.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});

function randomAnswer(type: AnswerType, pick: () => number): Answer {
  if (pick() % 5 === 0) return skipped;
  switch (type.kind) {
    case 'rating':
      return rated(type.min + (pick() % (type.max - type.min + 1)));
    case 'choice':
      return chose(type.options[pick() % type.options.length]!.code);
    case 'choices':
      return ticked(...type.options.slice(pick() % 4, 5).map(({ code }) => code));
    case 'boolean':
      return { kind: 'boolean', value: pick() % 2 === 0 };
    case 'number':
    case 'quantity':
    case 'date':
    case 'dateTime':
    case 'time':
    case 'text':
    case 'url':
      return { kind: 'text', value: 'x' };
  }
}

const leaves = (items: readonly ResponseItem[]): number =>
  items.reduce((sum, { answer, item = [] }) => sum + (answer ? 1 : 0) + leaves(item), 0);

/** FHIR R4: a response's items stand where the questionnaire's do, in its order, repeated only where it repeats. */
function expectConforms(response: readonly ResponseItem[], questionnaire: readonly FhirItem[]): void {
  const order = response.map(({ linkId }) => questionnaire.findIndex((item) => item.linkId === linkId));
  expect(order).not.to.include(-1);
  expect(order).to.deep.equal(order.toSorted((a, b) => a - b));
  for (const item of questionnaire) {
    const here = response.filter(({ linkId }) => linkId === item.linkId);
    if (item.type !== 'group' || item.repeats !== true) expect(here).to.have.lengthOf.at.most(1);
    for (const { answer, item: inside } of here) {
      if (item.type === 'group') {
        expect(answer).to.equal(undefined);
        expect(inside).to.have.lengthOf.at.least(1);
        expectConforms(inside ?? [], item.item ?? []);
      } else {
        expect(inside).to.equal(undefined);
        expect(answer).to.have.lengthOf.at.least(1);
        if (item.repeats !== true) expect(answer).to.have.lengthOf(1);
        for (const value of answer ?? []) expectValue(value, item);
      }
    }
  }
}

function expectValue(value: object, item: FhirItem): void {
  const types: Record<string, string> = {
    integer: 'valueInteger',
    choice: 'valueCoding',
    string: 'valueString',
  };
  expect(Object.keys(value)).to.deep.equal([types[item.type]]);
  if ('valueCoding' in value) {
    const options = item.answerOption?.map(({ valueCoding: { system, code, display } = {} }) => ({
      system,
      code,
      display,
    }));
    expect(options).to.deep.include(value.valueCoding);
  }
}
