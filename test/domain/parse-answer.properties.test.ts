import { expect } from 'chai';
import fc from 'fast-check';
import type { AnswerType } from '../../src/domain/instrument.ts';
import { parseAnswer } from '../../src/domain/parse-answer.ts';
import { parseCommand } from '../../src/domain/parse-command.ts';
import { languages, lexicon, lexicons } from '../../src/i18n/index.ts';
import { builtIn } from '../helpers/built-in.ts';

const rating: AnswerType = { kind: 'rating', min: 0, max: 10 };
const types: AnswerType[] = [
  rating,
  { kind: 'rating', min: -5, max: 5 },
  { kind: 'boolean' },
  { kind: 'text', maxLength: 40 },
  ...builtIn().items.map(({ answer }) => answer),
];

const language = fc.constantFrom(...languages);
const readingIn = (code: string) => ({ language: code, lexicon: lexicon(code) });
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

function expectFits(type: AnswerType, answer: unknown): void {
  switch (type.kind) {
    case 'rating': {
      const { kind, value } = answer as { kind: string; value: number };
      expect(kind).to.equal('number');
      expect(Number.isInteger(value) && value >= type.min && value <= type.max).to.equal(true);
      return;
    }
    case 'choice': {
      const { kind, code } = answer as { kind: string; code: string };
      expect(kind).to.equal('option');
      expect(type.options.map((option) => option.code)).to.include(code);
      return;
    }
    case 'choices': {
      const { kind, codes } = answer as { kind: string; codes: string[] };
      expect(kind).to.equal('options');
      expect(codes).to.have.lengthOf.above(0);
      expect(codes).to.deep.equal(
        type.options.map((option) => option.code).filter((code) => codes.includes(code)),
      );
      return;
    }
    case 'boolean':
      expect(typeof (answer as { value: unknown }).value).to.equal('boolean');
      return;
    case 'text': {
      const { value } = answer as { value: string };
      expect(Array.from(value).length).to.be.within(1, type.maxLength);
    }
  }
}
