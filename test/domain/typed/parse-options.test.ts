import { expect } from 'chai';
import type { AnswerType, Option } from '../../../src/domain/instrument/instrument.ts';
import { parseAnswer, type Input } from '../../../src/domain/typed/parse-answer.ts';
import { readingIn } from '../../helpers/reading-in.ts';

const option = (code: string, label: string, exclusive?: boolean): Option => ({
  code,
  display: { default: label, translations: {} },
  ...(exclusive !== undefined && { exclusive }),
});
const options = [option('work', 'At work'), option('home', 'At home'), option('none', 'None of these', true)];

function read(type: AnswerType, input: Input): unknown {
  const parsed = parseAnswer(type, input, readingIn('en'));
  if (!parsed.ok) return parsed.reason;
  const { answer } = parsed;
  if (answer.kind === 'option') return answer.code;
  if (answer.kind === 'text') return { own: answer.value };
  if (answer.kind === 'options')
    return answer.other ? [...answer.codes, { own: answer.other }] : answer.codes;
  throw new Error(answer.kind);
}
const typed = (type: AnswerType, text: string) => read(type, { kind: 'typed', text });
const tapped = (type: AnswerType, value: unknown) => read(type, { kind: 'tapped', value });

describe('one option or own words', () => {
  const type: AnswerType = { kind: 'choice', options, open: 40 };

  it('is the option where one is meant for certain', () => {
    expect(typed(type, 'at work')).to.equal('work');
    expect(typed(type, 'at home.')).to.equal('home');
    expect(typed(type, 'at home and at work')).to.equal('several-options');
  });

  it('is own words where no option is near', () => {
    expect(typed(type, ' On the bus, mostly ')).to.deep.equal({ own: 'On the bus, mostly' });
  });

  for (const near of [
    'at wrk',
    'work',
    'at work with a friend',
    'not at home',
    'none',
    '2',
    'two',
    'no',
    'yes',
    'what do you mean?',
    '🙂',
  ]) {
    it(`asks again where an option may be meant, or no answer at all: ${near}`, () => {
      expect(typed(type, near)).to.equal('near-option');
    });
  }

  it('asks again where a short option is among the words', () => {
    const short: AnswerType = { kind: 'choice', options: [option('tv', 'TV')], open: 40 };
    expect(typed(short, 'TV and games')).to.equal('near-option');
    expect(typed(short, 'the radio')).to.deep.equal({ own: 'the radio' });
  });

  it('is own words in quotation marks, whatever they are near', () => {
    expect(typed(type, '"at work with a friend"')).to.deep.equal({ own: 'at work with a friend' });
    expect(typed(type, '“none”')).to.deep.equal({ own: 'none' });
    expect(typed(type, '""')).to.equal('near-option');
  });

  it('has room for so many characters, and is not empty', () => {
    expect(typed(type, 'x'.repeat(41))).to.equal('too-long');
    expect(typed(type, 'x'.repeat(100_000))).to.equal('too-long');
    expect(typed(type, ' ')).to.equal('empty');
  });

  it('is tapped as the code, or as own words that say so', () => {
    expect(tapped(type, 'work')).to.equal('work');
    expect(tapped(type, { own: ' On the bus ' })).to.deep.equal({ own: 'On the bus' });
    expect(tapped(type, { own: ' ' })).to.equal('empty');
    expect(tapped(type, 'On the bus')).to.equal('wrong-type');
    expect(tapped({ kind: 'choice', options }, { own: 'On the bus' })).to.equal('wrong-type');
  });
});

describe('several options or own words', () => {
  const type: AnswerType = { kind: 'choices', options, open: 40 };

  it('takes own words beside options, with commas between', () => {
    expect(typed(type, 'at work, on the bus')).to.deep.equal(['work', { own: ['on the bus'] }]);
    expect(typed(type, 'on the bus, in the park')).to.deep.equal([{ own: ['on the bus, in the park'] }]);
    expect(typed(type, '"on the bus", "in the park"')).to.deep.equal([
      { own: ['on the bus', 'in the park'] },
    ]);
    expect(typed(type, 'at work, "home"')).to.deep.equal(['work', { own: ['home'] }]);
  });

  it('asks again where one of them may be an option', () => {
    expect(typed(type, 'at work, at hom sometimes')).to.equal('near-option');
    expect(typed(type, 'at work, home')).to.equal('near-option');
    expect(typed(type, 'at work, maybe at home')).to.equal('near-option');
  });

  it('is tapped as codes, with own words beside them', () => {
    expect(tapped(type, { codes: 'work', own: 'on the bus' })).to.deep.equal([
      'work',
      { own: ['on the bus'] },
    ]);
    expect(tapped(type, { codes: [], own: 'on the bus' })).to.deep.equal([{ own: ['on the bus'] }]);
    expect(tapped(type, { codes: ['work'], own: '' })).to.deep.equal(['work']);
    expect(tapped(type, { codes: [], own: '' })).to.equal('empty');
    expect(tapped({ kind: 'choices', options }, { codes: [], own: 'x' })).to.equal('wrong-type');
  });
});

describe('several options, counted', () => {
  const type: AnswerType = {
    kind: 'choices',
    options: [...options, option('else', 'Elsewhere')],
    least: 2,
    most: 2,
  };

  it('are as many as the question takes', () => {
    expect(typed(type, 'at work, at home')).to.deep.equal(['work', 'home']);
    expect(typed(type, 'at work')).to.equal('too-few');
    expect(typed(type, 'at work, at home, elsewhere')).to.equal('too-many');
    expect(tapped(type, ['work'])).to.equal('too-few');
    expect(tapped(type, ['work', 'home', 'else'])).to.equal('too-many');
  });

  it('never have one that excludes the others with them; alone it is enough', () => {
    expect(typed(type, 'none of these')).to.deep.equal(['none']);
    expect(typed(type, 'none of these, at work')).to.equal('exclusive');
    expect(tapped(type, ['none', 'work'])).to.equal('exclusive');
  });
});
