import { expect } from 'chai';
import type { Answers, CheckInContext } from '../../../src/domain/check-in.ts';
import { questionText } from '../../../src/domain/questions/question.ts';
import { questions } from '../../../src/domain/questions/questions.ts';
import {
  builtIn,
  chose,
  contextOf,
  diary,
  rated,
  skipped,
  sleep,
  ticked,
  walk,
} from '../../helpers/built-in.ts';

const keys = (answers: Answers = {}, context: CheckInContext = contextOf()): string[] =>
  questions(builtIn(), answers, context).map(({ key }) => key);

const start = ['goals-same', 'goals-fit', 'goal-progress/g1', 'tasks-sense', 'tasks-useful'];
const end = ['bond-care', 'bond-open'];

describe('questions', () => {
  it('asks goals, then tasks with homework, then bond', () => {
    expect(keys()).to.deep.equal([...start, 'homework-status/h1', 'homework-difficulty', ...end]);
  });

  it('asks the status of each homework, and one difficulty for all', () => {
    expect(keys({}, contextOf({ homework: [walk, diary] }))).to.deep.equal([
      ...start,
      'homework-status/h1',
      'homework-status/h2',
      'homework-difficulty',
      ...end,
    ]);
  });

  it('asks about no goal when none is agreed, about each when several are given', () => {
    expect(keys({}, contextOf({ goal: [] }))).not.to.include('goal-progress/g1');
    const two = contextOf({ goal: [sleep, { id: 'g2', title: 'Call a friend' }] });
    expect(keys({}, two).filter((key) => key.startsWith('goal-'))).to.deep.equal([
      'goal-progress/g1',
      'goal-progress/g2',
    ]);
  });

  it('asks once about homework when none is on record, and no more when none was set', () => {
    const none = contextOf({ homework: [] });
    const asked = [...start, 'homework-unlisted', ...end];
    expect(keys({}, none)).to.deep.equal(asked);
    expect(keys({ 'homework-unlisted': chose('none-set') }, none)).to.deep.equal(asked);
    expect(keys({ 'homework-unlisted': skipped }, none)).to.deep.equal(asked);
    expect(keys({ 'homework-unlisted': chose('done') }, none)).to.include('homework-difficulty');
  });

  for (const [given, barriers] of [
    [{ 'homework-status/h1': chose('done') }, false],
    [{ 'homework-status/h1': chose('partly') }, true],
    [{ 'homework-status/h1': chose('not-done') }, true],
    [{ 'homework-status/h1': skipped }, false],
    [{ 'homework-status/h1': chose('done'), 'homework-difficulty': rated(6) }, false],
    [{ 'homework-status/h1': chose('done'), 'homework-difficulty': rated(7) }, true],
    [{ 'homework-status/h1': chose('done'), 'homework-status/h2': chose('not-done') }, true],
    [{ 'homework-status/h2': chose('partly'), 'homework-difficulty': rated(0) }, true],
  ] as [Answers, boolean][]) {
    it(`${barriers ? 'asks' : 'does not ask'} what got in the way after ${JSON.stringify(given)}`, () => {
      expect(keys(given, contextOf({ homework: [walk, diary] })).includes('homework-barriers')).to.equal(
        barriers,
      );
    });
  }

  it('lets an answer left over from a question no longer asked bring up nothing', () => {
    const none = contextOf({ homework: [] });
    const leftOver = {
      'homework-unlisted': chose('none-set'),
      'homework-difficulty': rated(9),
      'homework-barriers': ticked('forgot'),
    };
    expect(keys(leftOver, none)).to.deep.equal([...start, 'homework-unlisted', ...end]);
  });

  it('names the homework and the goal in the client’s language, whatever stands in the title', () => {
    const context = contextOf({ homework: [{ id: 'h1', title: "$& <b>{{title}}</b> $'" }] });
    const status = questions(builtIn(), {}, context).find(({ linkId }) => linkId === 'homework-status')!;
    expect(questionText(status, 'en')).to.equal("How did it go with “$& <b>{{title}}</b> $'” this week?");
    expect(questionText(status, 'es')).to.contain("«$& <b>{{title}}</b> $'»");
    expect(questionText(status, 'xx')).to.equal(questionText(status, 'en'));
  });
});

/** Taps of a whole check-in, as the cards take them: one an answer; several options one each and one to confirm; send. */
function tapsOf(answers: Answers, context: CheckInContext): number {
  const taps = questions(builtIn(), answers, context).map(({ key, answer }) => {
    const given = answers[key];
    return answer.kind === 'choices' ? (given?.kind === 'options' ? given.codes.length : 0) + 1 : 1;
  });
  return taps.reduce((sum, one) => sum + one, 0) + 1;
}

describe('taps', () => {
  const done = { 'homework-status/h1': chose('done') };
  const weeks: [string, Answers, CheckInContext, number][] = [
    ['a usual week: homework done, not hard', { ...done, 'homework-difficulty': rated(3) }, contextOf(), 10],
    [
      'homework partly done, one barrier',
      {
        'homework-status/h1': chose('partly'),
        'homework-difficulty': rated(5),
        'homework-barriers': ticked('forgot'),
      },
      contextOf(),
      12,
    ],
    [
      'homework not done, one barrier',
      {
        'homework-status/h1': chose('not-done'),
        'homework-difficulty': rated(5),
        'homework-barriers': ticked('no-time'),
      },
      contextOf(),
      12,
    ],
    [
      'homework done but hard, one barrier',
      { ...done, 'homework-difficulty': rated(7), 'homework-barriers': ticked('too-hard') },
      contextOf(),
      12,
    ],
    [
      'homework not done, three barriers',
      { 'homework-status/h1': chose('not-done'), 'homework-barriers': ticked('forgot', 'boring', 'no-time') },
      contextOf(),
      14,
    ],
    ['no homework was set', { 'homework-unlisted': chose('none-set') }, contextOf({ homework: [] }), 9],
    [
      'two homeworks done',
      { ...done, 'homework-status/h2': chose('done'), 'homework-difficulty': rated(3) },
      contextOf({ homework: [walk, diary] }),
      11,
    ],
    [
      'homework done, no goal agreed yet',
      { ...done, 'homework-difficulty': rated(3) },
      contextOf({ goal: [] }),
      9,
    ],
  ];
  for (const [week, answers, context, taps] of weeks) {
    it(`${week}: ${taps}`, () => {
      expect(tapsOf(answers, context)).to.equal(taps);
    });
  }
});
