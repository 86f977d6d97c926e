import { expect } from 'chai';
import type { Answers } from '../../../src/domain/check-in.ts';
import {
  answerQuestion,
  answersInForce,
  nextQuestion,
  previousQuestion,
  questionAt,
} from '../../../src/domain/questions/next-question.ts';
import { builtIn, chose, contextOf, rated, skipped, ticked } from '../../helpers/built-in.ts';

const instrument = builtIn();
const context = contextOf();
const next = (answers: Answers) => nextQuestion(instrument, answers, context)?.key;
const previous = (answers: Answers, current?: string) =>
  previousQuestion(instrument, answers, context, current)?.key;

describe('nextQuestion', () => {
  it('asks each question once, skipped ones too, until none is left', () => {
    let answers: Answers = {};
    const asked: string[] = [];
    for (let key = next(answers); key !== undefined; key = next(answers)) {
      asked.push(key);
      expect(asked).to.have.lengthOf.at.most(10);
      answers = answerQuestion(answers, key, key === 'homework-status/h1' ? chose('partly') : skipped);
    }
    expect(asked).to.deep.equal([
      'goals-same',
      'goals-fit',
      'goal-progress/g1',
      'tasks-sense',
      'tasks-useful',
      'homework-status/h1',
      'homework-difficulty',
      'homework-barriers',
      'bond-care',
      'bond-open',
    ]);
  });

  it('takes 0 for an answer', () => {
    expect(next({ 'goals-same': rated(0) })).to.equal('goals-fit');
  });

  it('comes back to a question that a correction opened', () => {
    const all: Answers = Object.fromEntries(
      [
        'goals-same',
        'goals-fit',
        'goal-progress/g1',
        'tasks-sense',
        'tasks-useful',
        'homework-difficulty',
        'bond-care',
        'bond-open',
      ].map((key) => [key, rated(5)]),
    );
    const done = { ...all, 'homework-status/h1': chose('done') };
    expect(next(done)).to.equal(undefined);
    expect(next(answerQuestion(done, 'homework-status/h1', chose('not-done')))).to.equal('homework-barriers');
  });

  it('is not led astray by a key that every object has', () => {
    expect(next({})).to.equal('goals-same');
    expect(questionAt(instrument, {}, context, 'constructor')).to.equal(undefined);
  });
});

describe('previousQuestion', () => {
  const answers = { 'goals-same': rated(4), 'goals-fit': skipped, 'goal-progress/g1': rated(2) };

  it('leads to the latest answered question, and from there further back', () => {
    expect(previous(answers)).to.equal('goal-progress/g1');
    expect(previous(answers, 'tasks-sense')).to.equal('goal-progress/g1');
    expect(previous(answers, 'goal-progress/g1')).to.equal('goals-fit');
    expect(previous(answers, 'goals-fit')).to.equal('goals-same');
    expect(previous(answers, 'goals-same')).to.equal(undefined);
  });

  it('passes over what is no longer asked', () => {
    const changed = { 'homework-status/h1': chose('done'), 'homework-barriers': ticked('forgot') };
    expect(previous(changed, 'bond-care')).to.equal('homework-status/h1');
  });
});

describe('answersInForce', () => {
  it('drops what is no longer asked and keeps the rest as given', () => {
    const answers = {
      'homework-status/h1': chose('done'),
      'homework-barriers': ticked('forgot'),
      'homework-status/gone': chose('not-done'),
      'goals-same': skipped,
    };
    expect(answersInForce(instrument, answers, context)).to.deep.equal({
      'homework-status/h1': chose('done'),
      'goals-same': skipped,
    });
  });
});
