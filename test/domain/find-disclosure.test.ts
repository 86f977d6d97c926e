import { expect } from 'chai';
import type { Answer } from '../../src/domain/check-in.ts';
import { findDisclosure } from '../../src/domain/find-disclosure.ts';
import {
  safetyCategories,
  type AnswerType,
  type SafetyRule,
} from '../../src/domain/instrument/instrument.ts';
import { loadInstrument } from '../../src/domain/instrument/load-instrument.ts';
import { categories } from '../../src/safety/finding.ts';
import { builtInFiles, builtIn } from '../helpers/built-in.ts';

const options = (codes: readonly string[], ordinals: readonly number[] = []): AnswerType => ({
  kind: 'choice',
  options: codes.map((code, at) => ({
    code,
    display: { default: code, translations: {} },
    ...(ordinals[at] !== undefined && { ordinal: ordinals[at] }),
  })),
});
const concern: SafetyRule = { linkId: 'q', atOrAbove: 1, category: 'suicide', tier: 'concern' };
const urgent: SafetyRule = { linkId: 'q', atOrAbove: 2, category: 'suicide', tier: 'urgent' };
const instrument = { scoring: { ...builtIn().scoring, safety: [concern, urgent] } };
const tierOf = (type: AnswerType, answer: Answer, linkId = 'q') =>
  findDisclosure(instrument, { linkId, type, answer })?.tier;

describe('an answer that is a disclosure', () => {
  const rating: AnswerType = { kind: 'rating', min: 0, max: 3 };
  for (const [name, type, answer, tier] of [
    ['a rating below', rating, { kind: 'number', value: 0 }, undefined],
    ['a rating at the value', rating, { kind: 'number', value: 1 }, 'concern'],
    ['the graver of two rules', rating, { kind: 'number', value: 3 }, 'urgent'],
    ['no answer', rating, { kind: 'skipped' }, undefined],
    ['yes', { kind: 'boolean' }, { kind: 'boolean', value: true }, 'concern'],
    ['no', { kind: 'boolean' }, { kind: 'boolean', value: false }, undefined],
    ['a code that is a number', options(['0', '1', '2']), { kind: 'option', code: '2' }, 'urgent'],
    ['codes that count down', options(['3', '0']), { kind: 'option', code: '0' }, undefined],
    [
      'other codes by their place',
      options(['never', 'some', 'daily']),
      { kind: 'option', code: 'some' },
      'concern',
    ],
    ['the first place', options(['never', 'some']), { kind: 'option', code: 'never' }, undefined],
    ['ordinal values', options(['a', 'b'], [2, 0]), { kind: 'option', code: 'a' }, 'urgent'],
    ['ordinal values, below', options(['a', 'b'], [2, 0]), { kind: 'option', code: 'b' }, undefined],
  ] as const satisfies readonly (readonly [string, AnswerType, Answer, string | undefined])[]) {
    it(`${name}: ${tier ?? 'is none'}`, () => {
      expect(tierOf(type, answer)).to.equal(tier);
    });
  }

  it('is one for the highest of several', () => {
    const several: AnswerType = { ...options(['never', 'some', 'daily']), kind: 'choices' } as AnswerType;
    expect(tierOf(several, { kind: 'options', codes: ['never', 'daily'] })).to.equal('urgent');
    expect(tierOf(several, { kind: 'options', codes: [] })).to.equal(undefined);
  });

  it('is one for its own question alone', () => {
    expect(tierOf(rating, { kind: 'number', value: 3 }, 'other')).to.equal(undefined);
  });

  it('is named in the scoring file, and a file that names none or a text is refused', () => {
    const faults = (linkId: string): readonly string[] => {
      const { questionnaire, scoring } = builtInFiles();
      const loaded = loadInstrument(questionnaire, {
        ...scoring,
        safety: [{ linkId, atOrAbove: 1, category: 'suicide', tier: 'urgent' }],
      });
      return loaded.ok ? [] : loaded.faults;
    };
    expect(faults(builtIn().scoring.subscales.bond[0]!)).to.deep.equal([]);
    expect(faults('nothing').join()).to.contain('nothing: is named in the scoring file');
  });

  it('has the categories of the safety screen', () => {
    expect([...safetyCategories]).to.deep.equal([...categories]);
  });
});
