import { expect } from 'chai';
import type { AnswerType, Unit } from '../../../src/domain/instrument/instrument.ts';
import { parseAnswer } from '../../../src/domain/typed/parse-answer.ts';
import { readingIn } from '../../helpers/reading-in.ts';

const unit = (key: string, display: string): Unit => ({
  key,
  display: { default: display, translations: {} },
  code: key,
});
const kg = unit('kg', 'kg');
const pounds = unit('[lb_av]', 'lb');

/** The value, the value with its unit, or why it was refused. */
function read(type: AnswerType, given: unknown, language = 'en'): unknown {
  const input =
    typeof given === 'string'
      ? ({ kind: 'typed', text: given } as const)
      : ({ kind: 'tapped', value: given } as const);
  const parsed = parseAnswer(type, input, readingIn(language));
  if (!parsed.ok) return parsed.reason;
  const { answer } = parsed;
  if (answer.kind === 'number') return answer.value;
  if (answer.kind !== 'quantity') throw new Error(answer.kind);
  return answer.unit === undefined ? answer.value : [answer.value, answer.unit];
}
const check = (type: AnswerType, table: readonly (readonly [string, unknown])[], language = 'en') => {
  for (const [typed, becomes] of table)
    it(`${JSON.stringify(typed)} → ${JSON.stringify(becomes)}`, () => {
      expect(read(type, typed, language)).to.deep.equal(becomes);
    });
};

describe('a number, typed', () => {
  check({ kind: 'number', whole: false, min: -10, max: 5000, decimals: 2 }, [
    ['70', 70],
    ['1,5', 1.5],
    ['1.5', 1.5],
    ['0.25', 0.25],
    ['7.00', 7],
    ['-3', -3],
    ['twenty one', 21],
    ['about 70', 70],
    ['٧٠٫٥', 70.5],
    ['1,500', 'not-a-number'],
    ['1.500', 'not-a-number'],
    ['1 500', 'several-numbers'],
    ['1,500.5', 'not-a-number'],
    ['0.125', 'too-exact'],
    ['5001', 'too-big'],
    ['-11', 'too-small'],
    ['12 or 13', 'several-numbers'],
    ['12-13', 'several-numbers'],
    ['not 12', 'negated'],
    ['12/14', 'other-scale'],
    ['50%', 'other-scale'],
    ['more than 12', 'not-a-number'],
    ['70kg', 'not-a-number'],
    ['007', 'not-a-number'],
    ['', 'empty'],
    ['9'.repeat(400), 'not-a-number'],
  ]);

  it('is whole where only whole ones are taken', () => {
    expect(read({ kind: 'number', whole: true }, '7')).to.equal(7);
    expect(read({ kind: 'number', whole: true }, '7.0')).to.equal(7);
    expect(read({ kind: 'number', whole: true }, '7.5')).to.equal('not-whole');
  });

  it('may be 0 at a bound of 0', () => {
    expect(read({ kind: 'number', whole: true, min: 0, max: 0 }, '0')).to.equal(0);
    expect(read({ kind: 'number', whole: true, min: 0 }, '-1')).to.equal('too-small');
  });

  it('may be said with the unit that is shown, and no other', () => {
    const type: AnswerType = { kind: 'number', whole: true, unit: { default: 'mg/dL', translations: {} } };
    expect(read(type, '90 mg/dL')).to.equal(90);
    expect(read(type, '90mg/dl')).to.equal(90);
    expect(read(type, '90 mmol/L')).to.equal('not-a-number');
    const percent: AnswerType = { kind: 'number', whole: true, unit: { default: '%', translations: {} } };
    expect(read(percent, '50 %')).to.equal(50);
  });

  it('is read the same from a field of a card', () => {
    expect(read({ kind: 'number', whole: true, max: 5 }, 7)).to.equal('wrong-type');
    const typed = parseAnswer(
      { kind: 'number', whole: true, max: 5 },
      { kind: 'tapped', value: '7' },
      readingIn('en'),
    );
    expect(typed).to.deep.equal({ ok: false, reason: 'too-big' });
  });
});

describe('a rating with steps', () => {
  const type: AnswerType = { kind: 'rating', min: 0, max: 100, step: 10 };
  check(type, [
    ['70', 70],
    ['70/100', 70],
    ['75', 'off-step'],
    ['70.5', 'not-whole'],
    ['110', 'out-of-range'],
  ]);
  it('takes no tap between them', () => {
    expect(read(type, 70)).to.equal(70);
    expect(read(type, 75)).to.equal('wrong-type');
  });
});

describe('a quantity, typed', () => {
  const either: AnswerType = { kind: 'quantity', units: [kg, pounds], min: 1, max: 500 };
  check(either, [
    ['70 kg', [70, 'kg']],
    ['70kg', [70, 'kg']],
    ['70.5 kilograms', [70.5, 'kg']],
    ['154 lbs', [154, '[lb_av]']],
    ['154 pounds please', [154, '[lb_av]']],
    ['kg 70', [70, 'kg']],
    ['70', 'no-unit'],
    ['70 stone', 'not-a-number'],
    ['70 kg lb', 'not-a-number'],
    ['kg 70 kg', 'not-a-number'],
    ['0.5 kg', 'too-small'],
    ['501 kg', 'too-big'],
    ['70 kg or 154 lb', 'several-numbers'],
  ]);
  check(either, [['154 libras', [154, '[lb_av]']]], 'es');
  check(
    either,
    [
      ['70 千克', [70, 'kg']],
      ['70千克', [70, 'kg']],
    ],
    'zh-Hans',
  );
  check(either, [['٧٠ كيلوغرام', [70, 'kg']]], 'ar');

  it('needs no unit where there is one alone, or none', () => {
    expect(read({ kind: 'quantity', units: [kg] }, '70')).to.deep.equal([70, 'kg']);
    expect(read({ kind: 'quantity', units: [] }, '70')).to.equal(70);
    expect(read({ kind: 'quantity', units: [kg] }, '70 lb')).to.equal('not-a-number');
  });

  it('is asked again where a spelling may be two units', () => {
    const type: AnswerType = { kind: 'quantity', units: [unit('min', 'minutes'), unit('m', 'meters')] };
    expect(read(type, '5 m')).to.equal('no-unit');
    expect(read(type, '5 minutes')).to.deep.equal([5, 'min']);
    const written: AnswerType = { kind: 'quantity', units: [unit('min', 'minutes'), unit('m', 'm')] };
    expect(read(written, '5 m'), 'as the question writes it').to.deep.equal([5, 'm']);
  });
});
