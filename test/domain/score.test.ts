import { expect } from 'chai';
import type { Answers } from '../../src/domain/check-in.ts';
import { score } from '../../src/domain/score.ts';
import { loadInstrument } from '../../src/domain/instrument/load-instrument.ts';
import { builtIn, chose, rated, sixRatings, skipped } from '../helpers/built-in.ts';
import { extensions, questionnaireOf } from '../helpers/questionnaire.ts';

const instrument = builtIn();

describe('score', () => {
  const missing = { goals: undefined, tasks: undefined, bond: undefined, alliance: undefined };
  const all = sixRatings([8, 6, 5, 5, 9, 10]);
  for (const [what, answers, scores] of [
    [
      'means of the ratings, and their mean',
      all,
      { goals: 7, tasks: 5, bond: 9.5, alliance: (7 + 5 + 9.5) / 3 },
    ],
    ['nothing answered is missing', {}, missing],
    ['0 is a score', sixRatings(0), { goals: 0, tasks: 0, bond: 0, alliance: 0 }],
    [
      'one of two answered is its mean',
      { 'goals-same': rated(4), 'goals-fit': skipped },
      { ...missing, goals: 4 },
    ],
    ['skipped is missing, not 0', { 'bond-care': skipped, 'bond-open': skipped }, missing],
    [
      'without one subscale there is no alliance',
      { ...all, 'tasks-sense': skipped, 'tasks-useful': skipped },
      { goals: 7, tasks: undefined, bond: 9.5, alliance: undefined },
    ],
    [
      'homework and progress count for nothing',
      { 'homework-difficulty': rated(1), 'goal-progress/g1': rated(1) },
      missing,
    ],
  ] as [string, Answers, object][]) {
    it(what, () => {
      expect(score(instrument, answers)).to.deep.equal(scores);
    });
  }

  it('brings another range to 0–10', () => {
    const items = instrument.items.map((item) =>
      item.answer.kind === 'rating' ? { ...item, answer: { ...item.answer, min: 1, max: 5 } } : item,
    );
    expect(score({ ...instrument, items }, sixRatings([1, 1, 3, 3, 5, 5]))).to.deep.equal({
      goals: 0,
      tasks: 5,
      bond: 10,
      alliance: 5,
    });
  });
});

describe('the scoring of other instruments', () => {
  const scale = (linkId: string, max = 4) => ({
    linkId,
    type: 'integer',
    ...extensions({ minValue: { valueInteger: 0 }, maxValue: { valueInteger: max } }),
  });
  const often = (linkId: string) => ({
    linkId,
    type: 'choice',
    answerOption: ['never', 'often'].map((code, at) => ({
      valueCoding: { code, display: code },
      ...extensions({ ordinalValue: { valueDecimal: at + 1 } }),
    })),
  });
  const items = [scale('a'), scale('b'), scale('c', 2), often('d'), { linkId: 'e' }];
  const load = (scoring: object) =>
    loadInstrument(questionnaireOf(items), {
      questionnaire: 'http://example.org/q|1',
      floor: { whole: 5, domain: 5 },
      ...scoring,
    });
  const scored = (subscales: object, answers: Answers) => {
    const loaded = load({ subscales });
    return loaded.ok ? score(loaded.instrument, answers) : loaded.faults;
  };
  const missing = { goals: undefined, tasks: undefined, bond: undefined, alliance: undefined };

  it('turns a reversed item round', () => {
    const bond = ['a', { linkId: 'b', reversed: true }];
    expect(scored({ bond }, { a: rated(4), b: rated(4) })).to.deep.equal({ ...missing, bond: 5 });
  });

  it('brings items of different ranges, and choices that count, to the same one', () => {
    expect(scored({ bond: ['a', 'c', 'd'] }, { a: rated(4), c: rated(1), d: chose('often') })).to.deep.equal({
      ...missing,
      bond: (10 + 5 + 10) / 3,
    });
  });

  it('lets as many items go as the file says', () => {
    const bond = { items: ['a', 'b', 'c'], missing: 1 };
    expect(scored({ bond }, { a: rated(4), b: rated(4) })).to.deep.equal({ ...missing, bond: 10 });
    expect(scored({ bond }, { a: rated(4) })).to.deep.equal(missing);
  });

  it('scores no alliance without all three', () => {
    const two = { goals: ['a'], tasks: ['b'] };
    expect(scored(two, { a: rated(4), b: rated(4) })).to.deep.include({ goals: 10, alliance: undefined });
    expect(scored({ ...two, bond: ['c'] }, { a: rated(4), b: rated(4), c: rated(0) })).to.deep.include({
      alliance: 20 / 3,
    });
  });

  for (const [what, scoring, fault] of [
    ['no subscale', { subscales: {} }, 'scoring file, subscales: names no subscale'],
    [
      'an item that counts for nothing',
      { subscales: { bond: ['e'] } },
      'e: is in a subscale but is no rating',
    ],
    [
      'all items missing',
      { subscales: { bond: { items: ['a'], missing: 1 } } },
      'scoring file: bond: fewer items may be missing than there are',
    ],
  ] as [string, object, string][]) {
    it(`refuses ${what}`, () => {
      const loaded = load(scoring);
      expect(loaded.ok ? [] : loaded.faults).to.include(fault);
    });
  }
});
