import { expect } from 'chai';
import { exampleFor } from '../../src/dialogs/example-for.ts';
import { unclearText } from '../../src/dialogs/unclear-text.ts';
import type { AnswerType, Option, Unit } from '../../src/domain/instrument/instrument.ts';
import { parseAnswer, type ParseFailure } from '../../src/domain/typed/parse-answer.ts';
import { createTexts, languages, lexicon } from '../../src/i18n/index.ts';
import { readingIn } from '../helpers/reading-in.ts';

const texts = createTexts();
const option = (code: string, label: string, exclusive = false): Option => ({
  code,
  display: { default: label, translations: {} },
  exclusive,
});
const options = [option('a', 'At work'), option('b', 'At home'), option('c', 'None of these', true)];
const unit = (key: string): Unit => ({ key, display: { default: key, translations: {} }, code: key });
const choices: AnswerType = { kind: 'choices', options, least: 2, most: 2, open: 20 };
const date: AnswerType = { kind: 'date', min: '2027-01-31', max: '2028' };
const text: AnswerType = { kind: 'text', maxLength: 9, minLength: 2, pattern: '[a-z]+' };
const weight: AnswerType = {
  kind: 'quantity',
  units: [unit('kg'), unit('g')],
  min: 1,
  max: 500,
  decimals: 1,
};

/** What is typed at a question of this type, and why it is asked again. */
const unclear: readonly (readonly [ParseFailure, AnswerType, string])[] = [
  ['empty', choices, ' '],
  ['not-a-number', { kind: 'rating', min: 0, max: 10 }, 'good'],
  ['off-step', { kind: 'rating', min: 0, max: 100, step: 10 }, '75'],
  ['not-a-number', weight, '1,000 kg'],
  ['several-numbers', weight, '6-7 kg'],
  ['negated', { kind: 'number', whole: true }, '{not} 7'],
  ['other-scale', { kind: 'number', whole: true }, '7/10'],
  ['not-whole', { kind: 'number', whole: true }, '7.5'],
  ['too-exact', weight, '7.25 kg'],
  ['too-small', weight, '0 kg'],
  ['too-big', weight, '501 kg'],
  ['no-unit', weight, '70'],
  ['not-a-date', date, 'soon'],
  ['ambiguous-date', date, '03/04/2027'],
  ['too-early', date, '2026-12-31'],
  ['too-late', date, '2029-01-01'],
  ['not-a-time', { kind: 'time' }, '7'],
  ['not-a-date-time', { kind: 'dateTime' }, '19:30'],
  ['clock-change', { kind: 'dateTime' }, '2026-03-29 02:30'],
  ['near-option', choices, 'at wor'],
  ['exclusive', choices, 'None of these, At work'],
  ['too-few', choices, 'At work'],
  ['too-many', { ...choices, least: 1, most: 1 }, 'At work, At home'],
  ['not-a-link', { kind: 'url', maxLength: 90 }, 'www.example.org'],
  ['too-short', text, 'a'],
  ['too-long', text, 'abcdefghijkl'],
  ['wrong-form', text, 'A1'],
];

describe('why a reply was not taken', () => {
  for (const language of languages) {
    for (const [reason, answer, template] of unclear) {
      it(`is said in ${language}: ${reason} of a ${answer.kind}`, () => {
        const typed = template.replace('{not}', lexicon(language).negations[0] ?? '');
        const input = { kind: 'typed', text: typed } as const;
        expect(parseAnswer(answer, input, readingIn(language))).to.deep.equal({ ok: false, reason });
        const [first, second] = [false, true].map((again) =>
          unclearText(texts(language), { reason, answer, language, again }),
        );
        expect(first).to.not.equal(second);
        for (const said of [first, second]) {
          expect(said).to.match(/^[\p{L}¿“«„「]/u);
          expect(said).to.not.match(/[{}!¡]|undefined|answers\.| {2}|“”|«»| \.| ,/u);
        }
      });
    }
  }
});

describe('the example of what would be taken', () => {
  const types: readonly AnswerType[] = [
    { kind: 'rating', min: 0, max: 10 },
    { kind: 'rating', min: -5, max: 5 },
    { kind: 'rating', min: 0, max: 100, step: 25 },
    { kind: 'number', whole: true },
    { kind: 'number', whole: false },
    { kind: 'number', whole: false, decimals: 0 },
    { kind: 'number', whole: true, min: 0, max: 3 },
    { kind: 'number', whole: false, min: 0.1, max: 0.2, decimals: 2 },
    { kind: 'number', whole: true, min: 1000, unit: { default: 'mg/dL', translations: {} } },
    { kind: 'number', whole: true, max: -3 },
    weight,
    { kind: 'quantity', units: [] },
    { kind: 'date' },
    date,
    { kind: 'date', max: '2001-02-03' },
    { kind: 'dateTime' },
    { kind: 'time' },
    { kind: 'time', max: '06:00:00' },
    { kind: 'choice', options },
    { kind: 'choice', options, open: 20 },
    { kind: 'choices', options },
    choices,
    { kind: 'url', maxLength: 90 },
  ];
  for (const language of languages) {
    it(`is taken (${language})`, () => {
      for (const type of types) {
        const example = exampleFor(type, language);
        const parsed = parseAnswer(type, { kind: 'typed', text: example }, readingIn(language));
        expect(parsed.ok, `${type.kind}: ${example}`).to.equal(true);
      }
    });
  }
});
