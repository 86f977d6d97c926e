import { expect } from 'chai';
import { addAnswer, endAnswers } from '../../../src/domain/questions/add-answer.ts';
import type { Answer, SingleAnswer } from '../../../src/domain/check-in.ts';
import { nextQuestion } from '../../../src/domain/questions/next-question.ts';
import { instrumentOf, responseTo } from '../../helpers/questionnaire.ts';

const context = { homework: [], goal: [] };
const said = (value: string): SingleAnswer => ({ kind: 'text', value });
const list = (done: boolean, ...values: string[]): Answer => ({
  kind: 'several',
  values: values.map(said),
  done,
});

describe('a question that takes several answers', () => {
  it('takes one after the other, until it has as many as it may have', () => {
    expect(addAnswer({ least: 1 }, undefined, said('a'))).to.deep.equal(list(false, 'a'));
    expect(addAnswer({ least: 1, most: 2 }, list(false, 'a'), said('b'))).to.deep.equal(list(true, 'a', 'b'));
  });

  it('begins anew where it was answered to its end, or passed over', () => {
    expect(addAnswer({ least: 1 }, list(true, 'a', 'b'), said('c'))).to.deep.equal(list(false, 'c'));
    expect(addAnswer({ least: 1 }, { kind: 'skipped' }, said('c'))).to.deep.equal(list(false, 'c'));
  });

  it('ends when there is enough, and says so when there is not', () => {
    const optional = { required: false };
    expect(endAnswers({ least: 1 }, list(false, 'a'), optional)).to.deep.equal({
      ok: true,
      answer: list(true, 'a'),
    });
    expect(endAnswers({ least: 2 }, list(false, 'a'), optional)).to.deep.equal({
      ok: false,
      least: 2,
      given: 1,
    });
    expect(endAnswers({ least: 1 }, undefined, optional)).to.deep.equal({
      ok: true,
      answer: { kind: 'skipped' },
    });
    expect(endAnswers({ least: 1 }, undefined, { required: true })).to.deep.equal({
      ok: false,
      least: 1,
      given: 0,
    });
  });

  it('stays open until it is ended, and leaves with every answer', () => {
    const instrument = instrumentOf([{ linkId: 'q', type: 'string', repeats: true }]);
    expect(nextQuestion(instrument, { q: list(false, 'a') }, context)?.key).to.equal('q');
    expect(nextQuestion(instrument, { q: list(true, 'a') }, context)).to.equal(undefined);
    expect(responseTo(instrument, { q: list(true, 'a', 'b') })[0]?.answer).to.deep.equal([
      { valueString: 'a' },
      { valueString: 'b' },
    ]);
  });
});
