import { expect } from 'chai';
import { carryOver } from '../../src/domain/carry-over.ts';
import { fingerprintAt, fingerprintsOf } from '../../src/domain/fingerprints.ts';
import { builtIn, checkInWith } from '../helpers/built-in.ts';
import { extensions, instrumentOf, keysOf, words, yes, type Raw } from '../helpers/questionnaire.ts';

const of = (item: Raw) => fingerprintsOf(instrumentOf([item]))['q'];
const bounds = (max: number) =>
  extensions({ minValue: { valueInteger: 0 }, maxValue: { valueInteger: max } });
const options = (...codes: string[]) => ({
  answerOption: codes.map((code) => ({ valueCoding: { code, display: code.toUpperCase() } })),
});

describe('what makes a question the one it is', () => {
  it('does not change for the questions of the built-in instrument: answers are kept by it', () => {
    expect(fingerprintsOf(builtIn())).to.include({
      'goals-same': 'u7Q3TRYFBY97ORSK',
      'goal-progress': 'qYvWuxxQjcukKgbT',
      'homework-status': '72opZzIfalP8YsIz',
      'homework-barriers': 'xE28HW11BZW_HFtZ',
    });
  });

  const plain: Raw = { linkId: 'q', type: 'integer', ...bounds(10) };
  for (const [what, a, b, same] of [
    ['its words', plain, { ...plain, text: 'other' }, false],
    ['its scale', plain, { ...plain, ...bounds(9) }, false],
    ['whether it must be answered', plain, { ...plain, required: true }, true],
    ['what explains it', plain, { ...plain, item: [{ linkId: 'h', type: 'display' }] }, true],
    [
      'whether it takes several answers',
      { linkId: 'q', type: 'date' },
      { linkId: 'q', type: 'date', repeats: true },
      false,
    ],
    [
      'the order of its options',
      { linkId: 'q', type: 'choice', ...options('a', 'b') },
      { linkId: 'q', type: 'choice', ...options('b', 'a') },
      true,
    ],
    [
      'its options',
      { linkId: 'q', type: 'choice', ...options('a', 'b') },
      { linkId: 'q', type: 'choice', ...options('a', 'c') },
      false,
    ],
    [
      'whether it takes own words',
      { linkId: 'q', type: 'choice', ...options('a') },
      { linkId: 'q', type: 'open-choice', ...options('a') },
      false,
    ],
    [
      'its unit',
      { linkId: 'q', type: 'quantity' },
      {
        linkId: 'q',
        type: 'quantity',
        ...extensions({ 'questionnaire-unit': { valueCoding: { code: 'kg' } } }),
      },
      false,
    ],
  ] as [string, Raw, Raw, boolean][]) {
    it(`is ${same ? 'not ' : ''}${what}`, () => {
      expect(of(a) === of(b)).to.equal(same);
    });
  }

  it('is found by an answer’s key, whatever the linkId', () => {
    const fingerprints = fingerprintsOf(
      instrumentOf([{ linkId: 'a/b' }, { linkId: '__proto__' }, { linkId: 'a' }]),
    );
    for (const key of ['a%2Fb', '%5F_proto__', 'a'])
      expect(fingerprintAt(fingerprints, key), key).not.to.equal(undefined);
    for (const key of ['toString', 'b', '__proto__'])
      expect(fingerprintAt(fingerprints, key), key).to.equal(undefined);
  });

  it('keeps the fillings of a group when an open check-in goes on with another version', () => {
    const group: Raw = { linkId: 'g', repeats: true, item: [{ linkId: 'x', type: 'string' }] };
    const [one, other] = [instrumentOf([group]), instrumentOf([group, { linkId: 'new' }])];
    const answers = { 'x/1': words('a'), 'g/1': yes, 'x/2': words('b') };
    const checkIn = checkInWith(answers, { status: 'open', fingerprints: fingerprintsOf(one) });
    const carried = carryOver(checkIn, other, '2026-11-03T18:00:00.000Z');
    expect(carried.answers).to.deep.equal(answers);
    expect(keysOf(other, carried.answers)).to.deep.equal(['x/1', 'g/1', 'x/2', 'g/2', 'new']);
  });
});
