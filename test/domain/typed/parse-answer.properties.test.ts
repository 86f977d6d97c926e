import { expect } from 'chai';
import fc from 'fast-check';
import type { Answer } from '../../../src/domain/check-in.ts';
import type { AnswerType } from '../../../src/domain/instrument/instrument.ts';
import { parseAnswer } from '../../../src/domain/typed/parse-answer.ts';
import { parseCommand } from '../../../src/domain/typed/parse-command.ts';
import { calendarWords } from '../../../src/domain/typed/calendar-words.ts';
import { builtIn } from '../../helpers/built-in.ts';
import { languages, lexicon } from '../../../src/i18n/index.ts';
import { readingIn } from '../../helpers/reading-in.ts';

const rating: AnswerType = { kind: 'rating', min: 0, max: 10 };
const options = ['Forgot', 'No time', 'Too hard', 'None of these'].map((label, at) => ({
  code: `code-${at}`,
  display: { default: label, translations: {} },
  exclusive: at === 3,
}));
const unit = (key: string) => ({ key, display: { default: key, translations: {} }, code: key });
const types: AnswerType[] = [
  rating,
  { kind: 'rating', min: -5, max: 5 },
  { kind: 'boolean' },
  { kind: 'text', maxLength: 40 },
  { kind: 'number', whole: false, min: -5, max: 200, decimals: 1 },
  { kind: 'quantity', units: [unit('kg'), unit('min'), unit('m')] },
  { kind: 'date' },
  { kind: 'dateTime' },
  { kind: 'time' },
  { kind: 'url', maxLength: 60 },
  { kind: 'choice', options, open: 30 },
  { kind: 'choices', options, open: 30, least: 2, most: 3 },
  ...builtIn().items.map(({ answer }) => answer),
];

const language = fc.constantFrom(...languages);
const lexicons = languages.map((code) => lexicon(code));
/** What people type: words of the lexicon, numbers, marks and nonsense in any order. */
const vocabulary = languages.flatMap((code) => {
  const { numbers, yes, no, negations, fillers, outOf, and } = lexicon(code);
  return [
    ...Object.keys(numbers),
    ...yes,
    ...no,
    ...negations,
    ...fillers.before,
    ...fillers.after,
    ...outOf,
    ...and,
    ...lexicon(code).dates,
    ...Object.values(lexicon(code).times).flat(),
    ...calendarWords(code).months.keys(),
  ];
});
const labels = builtIn().items.flatMap(({ answer }) =>
  answer.kind === 'choice' || answer.kind === 'choices'
    ? answer.options.map(({ display }) => display.default)
    : [],
);
const piece = fc.oneof(
  fc.constantFrom(...vocabulary, ...labels),
  fc.nat(120).map(String),
  fc.constantFrom('2026', '2026-04-03', '3.4.2026', '19:30', 'kg', 'm', 'https://example.org'),
  fc.constantFrom('-', '/', '.', ',', ':', '%', '$', '?', '!', '…', '🙂', '٣', '½', "'", '"'),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const message = fc.oneof(
  fc
    .array(piece, { maxLength: 7 })
    .chain((pieces) => fc.constantFrom('', ' ').map((gap) => pieces.join(gap))),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

/** Every number that stands in a text, found another way than the parser does. */
function numbersIn(text: string, code: string): Set<number> {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[\u00ad\u061c\u200b-\u200f\u2060\u2066-\u2069\ufeff]/g, '')
    .toLowerCase();
  const found = new Set<number>();
  for (const digits of plain.match(/\p{Nd}+/gu) ?? []) {
    const value = Number(Array.from(digits, asciiDigit).join(''));
    found.add(value).add(-value);
  }
  for (const [word, value] of Object.entries(lexicon(code).numbers)) {
    if (
      plain.includes(
        word
          .normalize('NFD')
          .replaceAll(/\p{Mn}/gu, '')
          .split(' ')[0]!,
      )
    )
      found.add(value);
  }
  return found;
}

const asciiDigit = (digit: string): string => {
  for (let value = 0; value < 10; value += 1) {
    if (digit.localeCompare(String(value), 'en', { sensitivity: 'base' }) === 0) return String(value);
  }
  return digit;
};

describe('parseAnswer, whatever comes in', () => {
  it('never throws, and accepts only what the question takes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), language, message, (type, code, text) => {
        const parsed = parseAnswer(type, { kind: 'typed', text }, readingIn(code));
        if (parsed.ok) expectFits(type, parsed.answer);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws on what a card may send, and accepts only what the question takes', () => {
    const value = fc.oneof(
      fc.anything(),
      message,
      fc.integer(),
      fc.array(fc.constantFrom('forgot', 'boring', 'x')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...types), value, (type, tapped) => {
        const parsed = parseAnswer(type, { kind: 'tapped', value: tapped }, readingIn('en'));
        if (parsed.ok) expectFits(type, parsed.answer);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes only a number that stands in the text', () => {
    fc.assert(
      fc.property(language, message, (code, text) => {
        const parsed = parseAnswer(rating, { kind: 'typed', text }, readingIn(code));
        if (parsed.ok && parsed.answer.kind === 'number') {
          expect(numbersIn(text, code), JSON.stringify(text)).to.include(parsed.answer.value);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('never takes one of two numbers, unless the second is the top of the scale', () => {
    const between = fc.constantFrom(
      ' ',
      '-',
      '–',
      ' - ',
      ',',
      ', ',
      ' or ',
      ' and ',
      ' to ',
      ' o ',
      ' y ',
      ' a ',
      '..',
      ';',
      '/',
      ' / ',
      ' then ',
      '\n',
      '|',
      '&',
    );
    fc.assert(
      fc.property(language, fc.nat(10), fc.nat(9), between, (code, a, b, gap) => {
        const parsed = parseAnswer(rating, { kind: 'typed', text: `${a}${gap}${b}` }, readingIn(code));
        if (!(gap === ',' && b === 0)) expect(parsed.ok, `${a}${gap}${b}`).to.equal(false);
      }),
    );
  });

  it('never takes a number next to a word it does not know', () => {
    const strange = fc.stringMatching(/^[b-z]{3,9}$/).map((word) => `q${word}`);
    fc.assert(
      fc.property(language, fc.nat(10), strange, fc.boolean(), (code, value, word, first) => {
        const text = first ? `${word} ${value}` : `${value} ${word}`;
        expect(parseAnswer(rating, { kind: 'typed', text }, readingIn(code)).ok, text).to.equal(false);
      }),
    );
  });

  it('reads the digits of every decimal script', () => {
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const digit = String.fromCodePoint(code);
      if (!/^\p{Nd}$/u.test(digit)) continue;
      const parsed = parseAnswer(rating, { kind: 'typed', text: digit }, readingIn('en'));
      expect(
        parsed.ok && parsed.answer.kind === 'number' && String(parsed.answer.value),
        code.toString(16),
      ).to.equal(asciiDigit(digit.normalize('NFKC')));
    }
  });

  it('settles very long messages of any kind', () => {
    for (const part of [
      '7',
      '7 ',
      '-',
      'a',
      "'",
      ' ',
      '7.',
      'a-',
      'no ',
      '\u0301',
      'a\u0301',
      'forgot, ',
      '🙂',
      '\u200b',
    ]) {
      const text = part.repeat(Math.ceil(100_000 / part.length));
      for (const type of types) {
        if (part === ' ') continue;
        expect(parseAnswer(type, { kind: 'typed', text }, readingIn('en')).ok).to.equal(false);
      }
      expect(parseCommand(text, lexicons)).to.equal(undefined);
    }
  });
});

function expectFits(type: AnswerType, answer: Answer): void {
  switch (type.kind) {
    case 'rating':
    case 'number':
    case 'quantity': {
      if (answer.kind !== 'number' && answer.kind !== 'quantity') throw new Error(answer.kind);
      const { value } = answer;
      expect(answer.kind).to.equal(type.kind === 'quantity' ? 'quantity' : 'number');
      expect(value >= (type.min ?? -1e16) && value <= (type.max ?? 1e16)).to.equal(true);
      if (type.kind === 'rating') expect(Number.isInteger(value)).to.equal(true);
      if (answer.kind === 'quantity' && type.kind === 'quantity')
        expect(type.units.map(({ key }) => key)).to.include(answer.unit);
      return;
    }
    case 'choice': {
      if (answer.kind === 'text' && type.open !== undefined) return expectWords(answer.value, type.open);
      if (answer.kind !== 'option') throw new Error(answer.kind);
      expect(type.options.map(({ code }) => code)).to.include(answer.code);
      return;
    }
    case 'choices': {
      if (answer.kind !== 'options') throw new Error(answer.kind);
      const { codes, other = [] } = answer;
      expect(codes).to.deep.equal(
        type.options.map((option) => option.code).filter((code) => codes.includes(code)),
      );
      for (const words of other) expectWords(words, type.open ?? 0);
      const alone = type.options.some(({ code, exclusive }) => exclusive === true && codes.includes(code));
      expect(codes.length + other.length).to.be.within(
        alone ? 1 : (type.least ?? 1),
        alone ? 1 : (type.most ?? 99),
      );
      return;
    }
    case 'boolean':
      expect(answer.kind).to.equal('boolean');
      return;
    case 'text':
    case 'url':
      if (answer.kind !== 'text') throw new Error(answer.kind);
      return expectWords(answer.value, type.maxLength);
    case 'date':
    case 'dateTime':
    case 'time':
      if (answer.kind !== type.kind) throw new Error(answer.kind);
      expect(answer.value).to.match(forms[type.kind]);
      return;
  }
}

const forms = {
  date: /^\d{4}-[01]\d-[0-3]\d$/,
  dateTime: /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d[+-]\d\d:\d\d$/,
  time: /^[0-2]\d:[0-5]\d:[0-5]\d$/,
};

const expectWords = (words: string, most: number): void => {
  expect(Array.from(words).length).to.be.within(1, most);
};
