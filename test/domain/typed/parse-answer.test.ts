import { expect } from 'chai';
import type { AnswerType } from '../../../src/domain/instrument/instrument.ts';
import {
  parseAnswer,
  type Input,
  type Parsed,
  type Reading,
} from '../../../src/domain/typed/parse-answer.ts';
import { lexicon } from '../../../src/i18n/index.ts';
import { builtIn } from '../../helpers/built-in.ts';

const typeOf = (linkId: string): AnswerType => builtIn().items.find((item) => item.linkId === linkId)!.answer;
const rating = typeOf('bond-care');
const status = typeOf('homework-unlisted');
const barriers = typeOf('homework-barriers');
const reading = (language: string): Reading => ({ language, lexicon: lexicon(language) });

/** An answer's value, or why it was refused. */
const result = (parsed: Parsed): unknown => {
  if (!parsed.ok) return parsed.reason;
  const { answer } = parsed;
  if (answer.kind === 'options') return answer.codes;
  if (answer.kind === 'option') return answer.code;
  return 'value' in answer ? answer.value : undefined;
};
const typed = (type: AnswerType, text: string, language = 'en') =>
  result(parseAnswer(type, { kind: 'typed', text }, reading(language)));
const tapped = (type: AnswerType, value: unknown) =>
  result(parseAnswer(type, { kind: 'tapped', value }, reading('en')));

type Table = readonly (readonly [input: string, becomes: unknown])[];
const check = (type: AnswerType, language: string, table: Table): void => {
  for (const [input, becomes] of table) {
    it(`${JSON.stringify(input)} → ${String(becomes)}`, () => {
      expect(typed(type, input, language)).to.deep.equal(becomes);
    });
  }
};

/** The same in every language: what is no matter of words. */
const digits: Table = [
  ['0', 0],
  ['7', 7],
  ['10', 10],
  ['  7 ', 7],
  ['7.', 7],
  ['7!', 7],
  ['8/10', 8],
  ['8 / 10.', 8],
  ['0/10', 0],
  ['10/10', 10],
  ['7.0', 7],
  ['7,0', 7],
  ['٧', 7],
  ['۱۰', 10],
  ['७', 7],
  ['７', 7],
  ['1\u200b0', 10],
  ['', 'empty'],
  [' \n\t ', 'empty'],
  ['...', 'not-a-number'],
  ['11', 'out-of-range'],
  ['100', 'out-of-range'],
  ['-3', 'out-of-range'],
  ['−3', 'out-of-range'],
  ['12/10', 'out-of-range'],
  ['99999999999999999999999999', 'out-of-range'],
  ['7.5', 'not-whole'],
  ['7,5', 'not-whole'],
  ['7.25', 'not-whole'],
  ['6-7', 'several-numbers'],
  ['6–7', 'several-numbers'],
  ['6 - 7', 'several-numbers'],
  ['6, 7', 'several-numbers'],
  ['6 7', 'several-numbers'],
  ['1 0', 'several-numbers'],
  ['6/7/10', 'several-numbers'],
  ['8/10/10', 'several-numbers'],
  ['3/10/2024', 'several-numbers'],
  ['2024-10-03', 'several-numbers'],
  ['7:30', 'several-numbers'],
  ['555-1234', 'several-numbers'],
  ['5551234', 'out-of-range'],
  ['192.168.0.1', 'not-a-number'],
  ['4/5', 'other-scale'],
  ['7/7', 'other-scale'],
  ['80/100', 'other-scale'],
  ['80%', 'other-scale'],
  ['7 %', 'other-scale'],
  ['$7', 'not-a-number'],
  ['7 €', 'not-a-number'],
  ['7.00', 'not-a-number'],
  ['1,000', 'not-a-number'],
  ['1.000', 'not-a-number'],
  ['.7', 'not-a-number'],
  ['07', 'not-a-number'],
  ['007', 'not-a-number'],
  ['7kg', 'not-a-number'],
  ['7h', 'not-a-number'],
  ['a7', 'not-a-number'],
  ['#7', 'not-a-number'],
  ['+7', 'not-a-number'],
  ['7+', 'not-a-number'],
  ['>7', 'not-a-number'],
  ['~7', 'not-a-number'],
  ['(7)', 'not-a-number'],
  ['"7"', 'not-a-number'],
  ['“7”', 'not-a-number'],
  ["'7'", 'not-a-number'],
  ['7?', 'not-a-number'],
  ['¿7?', 'not-a-number'],
  ['7-', 'not-a-number'],
  ['- 7', 'not-a-number'],
  ['7️⃣', 'not-a-number'],
  ['7 🙂', 'not-a-number'],
  ['🙂', 'not-a-number'],
  ['⭐⭐⭐⭐⭐⭐⭐', 'not-a-number'],
  ['7\u0338', 'not-a-number'],
  ['½', 'not-a-number'],
  ['7½', 'not-a-number'],
  ['1⁰', 'not-a-number'],
  ['⑦', 'not-a-number'],
  ['VII', 'not-a-number'],
  ['1e1', 'several-numbers'],
  ['0x7', 'several-numbers'],
  ['1٠', 'not-a-number'],
  ['<b>7</b>', 'not-a-number'],
  ['NaN', 'not-a-number'],
  ['null', 'not-a-number'],
];

const english: Table = [
  ['zero', 0],
  ['seven', 7],
  ['Seven.', 7],
  ['TEN', 10],
  ['8 out of 10', 8],
  ['8 of 10', 8],
  ['eight out of ten', 8],
  ['10 out of 10 please', 10],
  ['about 7', 7],
  ['maybe a 7', 7],
  ['Maybe a seven!', 7],
  ['I think it’s a 7', 7],
  ["I'd say 7", 7],
  ['Well, 7, I guess.', 7],
  ['around seven or so', 7],
  ['7 please', 7],
  ['just a 3', 3],
  ['7 today', 7],
  ['my rating is 6', 6],
  ['twelve', 'out-of-range'],
  ['twenty-one', 'out-of-range'],
  ['ninety nine', 'out-of-range'],
  ['a hundred', 'out-of-range'],
  ['six or seven', 'several-numbers'],
  ['between 6 and 7', 'several-numbers'],
  ['6 to 7', 'several-numbers'],
  ['6 maybe 7', 'several-numbers'],
  ['it was 8 but now 6', 'several-numbers'],
  ['seven 7', 'several-numbers'],
  ['seven point five', 'several-numbers'],
  ['not 10', 'negated'],
  ['not 10, more like 2', 'negated'],
  ['no 10', 'negated'],
  ['never 10', 'negated'],
  ['don’t put 7', 'negated'],
  ['8 out of 5', 'other-scale'],
  ['four out of five', 'other-scale'],
  ['80 percent', 'not-a-number'],
  ['six and a half', 'not-a-number'],
  ['almost 7', 'not-a-number'],
  ['less than 5', 'not-a-number'],
  ['at least 7', 'not-a-number'],
  ['more than 7', 'not-a-number'],
  ['7 or more', 'not-a-number'],
  ['7ish', 'not-a-number'],
  ['sev', 'not-a-number'],
  ['sevn', 'not-a-number'],
  ['seventh', 'not-a-number'],
  ['7th', 'not-a-number'],
  ['7 pm', 'not-a-number'],
  ['7 am', 'not-a-number'],
  ['7 o’clock', 'not-a-number'],
  ['7 days', 'not-a-number'],
  ['7 dollars', 'not-a-number'],
  ['7 May', 'not-a-number'],
  ['May 7', 'not-a-number'],
  ['last week 7', 'not-a-number'],
  ['the one', 'not-a-number'],
  ['number one', 'not-a-number'],
  ['no one', 'negated'],
  ['I don’t know', 'not-a-number'],
  ['What do you mean?', 'not-a-number'],
  ['is 7 good?', 'not-a-number'],
  ['my therapist said 7', 'not-a-number'],
  ['siete', 'not-a-number'],
  ['good', 'not-a-number'],
  ['yes', 'not-a-number'],
  ['high', 'not-a-number'],
];

const spanish: Table = [
  ['cero', 0],
  ['siete', 7],
  ['Siete.', 7],
  ['DIEZ', 10],
  ['uno', 1],
  ['8 de 10', 8],
  ['8 sobre 10', 8],
  ['ocho de diez', 8],
  ['un 8 de 10, por favor', 8],
  ['un 7', 7],
  ['¡7!', 7],
  ['más o menos 7', 7],
  ['mas o menos un 7', 7],
  ['7 más o menos', 7],
  ['Creo que un 7', 7],
  ['creo que es un siete', 7],
  ['yo diría que 7', 7],
  ['quizás un 7', 7],
  ['tal vez 7', 7],
  ['Pues, 7.', 7],
  ['le doy un 9', 9],
  ['hoy 6', 6],
  ['6 gracias', 6],
  ['doce', 'out-of-range'],
  ['dieciséis', 'out-of-range'],
  ['dieciseis', 'out-of-range'],
  ['treinta y uno', 'out-of-range'],
  ['cien', 'out-of-range'],
  ['seis o siete', 'several-numbers'],
  ['entre 6 y 7', 'several-numbers'],
  ['de 6 a 7', 'several-numbers'],
  ['antes 8, ahora 6', 'several-numbers'],
  ['siete coma cinco', 'several-numbers'],
  ['siete 7', 'several-numbers'],
  ['no 10', 'negated'],
  ['no es un 10', 'negated'],
  ['no 10, más bien 2', 'negated'],
  ['nunca 10', 'negated'],
  ['ni 7', 'negated'],
  ['no sé, 7', 'negated'],
  ['4 de 5', 'other-scale'],
  ['cuatro sobre cinco', 'other-scale'],
  ['80 por ciento', 'several-numbers'],
  ['seis y medio', 'not-a-number'],
  ['casi 7', 'not-a-number'],
  ['menos de 5', 'not-a-number'],
  ['menos 3', 'not-a-number'],
  ['al menos 7', 'not-a-number'],
  ['más de 7', 'not-a-number'],
  ['7 o más', 'not-a-number'],
  ['sie', 'not-a-number'],
  ['séptimo', 'not-a-number'],
  ['7º', 'not-a-number'],
  ['7 de mayo', 'not-a-number'],
  ['a las 7', 'not-a-number'],
  ['7 horas', 'not-a-number'],
  ['7 días', 'not-a-number'],
  ['7 pesos', 'not-a-number'],
  ['7 euros', 'not-a-number'],
  ['un', 'not-a-number'],
  ['la semana pasada 7', 'not-a-number'],
  ['no sé', 'not-a-number'],
  ['¿Qué quieres decir?', 'not-a-number'],
  ['¿es bueno un 7?', 'not-a-number'],
  ['mi terapeuta dijo 7', 'not-a-number'],
  ['seven', 'not-a-number'],
  ['bien', 'not-a-number'],
  ['sí', 'not-a-number'],
  ['alto', 'not-a-number'],
];

describe('a rating, typed', () => {
  for (const language of ['en', 'es']) {
    describe(`digits (${language})`, () => check(rating, language, digits));
  }
  describe('words in English', () => check(rating, 'en', english));
  describe('words in Spanish', () => check(rating, 'es', spanish));

  it('keeps to the scale of its own question', () => {
    const oneToFive: AnswerType = { kind: 'rating', min: 1, max: 5 };
    expect(typed(oneToFive, '0')).to.equal('out-of-range');
    expect(typed(oneToFive, '4/5')).to.equal(4);
    expect(typed(oneToFive, '4/10')).to.equal('other-scale');
    expect(typed({ kind: 'rating', min: -5, max: 5 }, '-3')).to.equal(-3);
  });
});

describe('one option, typed', () => {
  check(status, 'en', [
    ['done', 'done'],
    ['Done.', 'done'],
    [' DONE ', 'done'],
    ['not done', 'not-done'],
    ['not-done', 'not-done'],
    ['partly', 'partly'],
    ['None was set', 'none-set'],
    ['partley', 'partly'],
    ['parlty', 'partly'],
    ['party', 'partly'],
    ['', 'empty'],
    ['don', 'not-an-option'],
    ['dome', 'not-an-option'],
    ['now done', 'not-an-option'],
    ['not dome', 'not-an-option'],
    ['artly', 'not-an-option'],
    ['part', 'not-an-option'],
    ['not partly', 'not-an-option'],
    ['not', 'not-an-option'],
    ['I have done it', 'not-an-option'],
    ['done?', 'not-an-option'],
    ['“done”', 'not-an-option'],
    ['done 👍', 'not-an-option'],
    ['2', 'not-an-option'],
    ['yes', 'not-an-option'],
    ['Hecho', 'not-an-option'],
    ['done, partly', 'several-options'],
    ['done and partly', 'several-options'],
    ['done, done', 'done'],
    ['done, maybe', 'not-an-option'],
    ['x'.repeat(100_000), 'not-an-option'],
  ]);
  check(status, 'es', [
    ['hecho', 'done'],
    ['¡Hecho!', 'done'],
    ['sin hacer', 'not-done'],
    ['en parte', 'partly'],
    ['no tenia tarea', 'none-set'],
    ['No tenía tareas', 'none-set'],
    ['done', 'not-an-option'],
    ['no hecho', 'not-an-option'],
    ['hacer', 'not-an-option'],
    ['hecho y en parte', 'several-options'],
  ]);

  it('takes an option’s number only if the numbers were shown and no label has one', () => {
    const shown = { ...reading('en'), numbered: true };
    const by = (type: AnswerType, text: string) => result(parseAnswer(type, { kind: 'typed', text }, shown));
    expect(by(status, '2')).to.equal('not-done');
    expect(by(status, '5')).to.equal('not-an-option');
    expect(by(status, '0')).to.equal('not-an-option');
    expect(by(status, '1, 2')).to.equal('several-options');
    expect(by(barriers, '2, 4')).to.deep.equal(['forgot', 'no-point']);
    const option = (code: string, label: string) => ({ code, display: { default: label, translations: {} } });
    for (const label of ['2 days', 'Two days']) {
      const days: AnswerType = { kind: 'choice', options: [option('a', 'Never'), option('b', label)] };
      expect(by(days, '2'), label).to.equal('not-an-option');
    }
  });

  it('does not settle a slip that could be two options’', () => {
    const option = (label: string) => ({ code: label, display: { default: label, translations: {} } });
    const near: AnswerType = {
      kind: 'choice',
      options: [option('worse'), option('worst'), option('typical')],
    };
    expect(typed(near, 'worse')).to.equal('worse');
    expect(typed(near, 'worsd')).to.equal('not-an-option');
    expect(typed(near, 'atypical')).to.equal('not-an-option');
    expect(typed(near, 'typicl')).to.equal('typical');
  });
});

describe('several options, typed', () => {
  check(barriers, 'en', [
    ['forgot', ['forgot']],
    ['Forgot, no time', ['forgot', 'no-time']],
    ['no time and forgot', ['forgot', 'no-time']],
    ['no time, boring, and too hard.', ['too-hard', 'boring', 'no-time']],
    ['Felt too low or anxious\nCravings', ['felt-low', 'cravings']],
    ['boring; boring', ['boring']],
    ['cravngs, no suport', ['cravings', 'no-support']],
    ['no tme', 'not-an-option'],
    ['forgot no time', 'not-an-option'],
    ['forgot, my dog ate it', 'not-an-option'],
    ['forgot but no time', 'not-an-option'],
    ['not forgot', 'not-an-option'],
    [', and ,', 'not-an-option'],
    ['none', 'not-an-option'],
    ['  ', 'empty'],
    ['forgot, '.repeat(20_000), 'not-an-option'],
  ]);
  check(barriers, 'es', [
    ['se me olvidó y falta de tiempo', ['forgot', 'no-time']],
    ['Se me olvido, aburrida e muy dificil', ['forgot', 'too-hard', 'boring']],
    ['otra cosa', ['something-else']],
    ['falta', 'not-an-option'],
  ]);

  it('takes a label with a comma or an “and” of its own', () => {
    const option = (code: string, label: string) => ({ code, display: { default: label, translations: {} } });
    const type: AnswerType = {
      kind: 'choices',
      options: [
        option('people', 'Friends, family and work'),
        option('sleep', 'Sleep'),
        option('pain', 'Pain (any)'),
      ],
    };
    expect(typed(type, 'sleep and friends, family and work')).to.deep.equal(['people', 'sleep']);
    expect(typed(type, 'Friends, family and work, pain any')).to.deep.equal(['people', 'pain']);
    expect(typed(type, 'friends and sleep')).to.equal('not-an-option');
  });
});

describe('yes or no, typed', () => {
  check({ kind: 'boolean' }, 'en', [
    ['yes', true],
    ['Yeah!', true],
    ['no', false],
    ['Nope.', false],
    ['not sure', 'not-yes-or-no'],
    ['yes and no', 'not-yes-or-no'],
    ['maybe', 'not-yes-or-no'],
    ['yes?', 'not-yes-or-no'],
    ['sí', 'not-yes-or-no'],
    ['1', 'not-yes-or-no'],
    ['', 'empty'],
  ]);
  check({ kind: 'boolean' }, 'es', [
    ['sí', true],
    ['Si', true],
    ['Claro que sí.', true],
    ['no', false],
    ['claro que no', false],
    ['no sé', 'not-yes-or-no'],
    ['sí y no', 'not-yes-or-no'],
    ['quizás', 'not-yes-or-no'],
    ['yes', 'not-yes-or-no'],
  ]);
});

describe('words', () => {
  const type: AnswerType = { kind: 'text', maxLength: 10 };
  it('are kept as they are but for spaces around them', () => {
    expect(typed(type, ' <b>Hi</b> ')).to.equal('<b>Hi</b>');
    expect(tapped(type, ' so so ')).to.equal('so so');
    expect(typed(type, '🙂'.repeat(10))).to.equal('🙂'.repeat(10));
  });
  it('are refused when there are none or too many', () => {
    expect(typed(type, ' \n')).to.equal('empty');
    expect(typed(type, 'x'.repeat(11))).to.equal('too-long');
    for (const value of [5, null, undefined, {}, ['x']]) expect(tapped(type, value)).to.equal('wrong-type');
  });
});

describe('a tap', () => {
  for (const [name, type, values] of [
    [
      'rating',
      rating,
      [
        [0, 0],
        ['0', 0],
        [7, 7],
        ['7', 7],
        [10, 10],
        ['10', 10],
        [11, 'wrong-type'],
        ['11', 'wrong-type'],
        [-1, 'wrong-type'],
        [7.5, 'wrong-type'],
        ['7.0', 'wrong-type'],
        ['07', 'wrong-type'],
        [' 7', 'wrong-type'],
        ['seven', 'wrong-type'],
        ['', 'wrong-type'],
        [Number.NaN, 'wrong-type'],
        [Infinity, 'wrong-type'],
        [null, 'wrong-type'],
        [undefined, 'wrong-type'],
        [true, 'wrong-type'],
        [[7], 'wrong-type'],
        [{ value: 7 }, 'wrong-type'],
        ['-0', 'wrong-type'],
      ],
    ],
    [
      'choice',
      status,
      [
        ['done', 'done'],
        ['Done', 'wrong-type'],
        ['', 'empty'],
        [2, 'wrong-type'],
        [['done'], 'wrong-type'],
        [null, 'wrong-type'],
      ],
    ],
    [
      'choices',
      barriers,
      [
        ['forgot', ['forgot']],
        ['no-time,forgot', ['forgot', 'no-time']],
        [
          ['no-time', 'forgot', 'forgot'],
          ['forgot', 'no-time'],
        ],
        ['', 'empty'],
        [[], 'empty'],
        ['forgot,nothing', 'wrong-type'],
        [['forgot', 5], 'wrong-type'],
        [[['forgot']], 'wrong-type'],
        [{ 0: 'forgot' }, 'wrong-type'],
        [null, 'wrong-type'],
        ['forgot,'.repeat(1000), 'wrong-type'],
      ],
    ],
    [
      'boolean',
      { kind: 'boolean' },
      [
        [true, true],
        ['true', true],
        [false, false],
        ['false', false],
        ['yes', 'wrong-type'],
        [1, 'wrong-type'],
        [null, 'wrong-type'],
      ],
    ],
  ] as [string, AnswerType, [unknown, unknown][]][]) {
    for (const [value, becomes] of values) {
      it(`${name}: ${JSON.stringify([value]).slice(1, -1).slice(0, 60)} → ${String(becomes)}`, () => {
        const input: Input = { kind: 'tapped', value };
        expect(result(parseAnswer(type, input, reading('en')))).to.deep.equal(becomes);
      });
    }
  }
});
