import { expect } from 'chai';
import type { Conversation } from '../../src/dialogs/conversation.ts';
import { readReply } from '../../src/dialogs/read-reply.ts';
import type { AnswerType, Translated } from '../../src/domain/instrument/instrument.ts';
import { parseAnswer } from '../../src/domain/typed/parse-answer.ts';
import { lexicon } from '../../src/i18n/index.ts';

const words = (text: string): Translated => ({ default: text, translations: {} });
const options = ['tea', 'milk', 'water'].map((code) => ({ code, display: words(code) }));
const units = [
  { key: 'kg', display: words('kg'), code: 'kg' },
  { key: 'lb', display: words('lb'), code: '[lb_av]' },
];

const reply = (data: Record<string, unknown>, answered?: unknown) =>
  readReply({
    incoming: { kind: 'tapped', data: { nonce: 'n1', ...data } },
    asked: answered === undefined ? { nonce: 'n1', step: 'q', sequence: 1, retries: 0 } : undefined,
    answered: answered === undefined ? undefined : { nonce: 'n1', value: answered },
    sawLastQuestion: true,
  } as unknown as Conversation);

function answer(type: AnswerType, data: Record<string, unknown>) {
  const read = reply(data);
  if (read.kind !== 'input') return read.kind;
  const parsed = parseAnswer(type, read.input, {
    language: 'de',
    lexicon: lexicon('de'),
    timeZone: 'Europe/Berlin',
    today: '2026-11-23',
  });
  return parsed.ok ? parsed.answer : parsed.reason;
}

describe('what a card sends', () => {
  const rating: AnswerType = { kind: 'rating', min: 0, max: 10 };
  const number: AnswerType = { kind: 'number', whole: false };
  const quantity: AnswerType = { kind: 'quantity', units };
  const date: AnswerType = { kind: 'date' };
  const time: AnswerType = { kind: 'time' };
  const dateTime: AnswerType = { kind: 'dateTime' };
  const choice: AnswerType = { kind: 'choice', options };
  const openChoice: AnswerType = { kind: 'choice', options, open: 50 };
  const choices: AnswerType = { kind: 'choices', options };
  const openChoices: AnswerType = { kind: 'choices', options, open: 50 };
  const text: AnswerType = { kind: 'text', maxLength: 500 };

  for (const [what, type, data, expected] of [
    ['a number of the scale', rating, { answer: 8 }, { kind: 'number', value: 8 }],
    ['a number field', number, { filled: true, answer: '70.5' }, { kind: 'number', value: 70.5 }],
    ['an empty number field', number, { filled: true, answer: '' }, 'empty'],
    ['a number field that the channel leaves out', number, { filled: true }, 'empty'],
    [
      'a number and its unit',
      quantity,
      { filled: true, answer: '70.5', unit: 'lb' },
      { kind: 'quantity', value: 70.5, unit: 'lb' },
    ],
    ['a number without the unit', quantity, { filled: true, answer: '70.5', unit: '' }, 'no-unit'],
    ['a unit alone', quantity, { filled: true, unit: 'kg' }, 'empty'],
    ['a day', date, { filled: true, date: '2026-04-03' }, { kind: 'date', value: '2026-04-03' }],
    ['no day', date, { filled: true, date: '' }, 'empty'],
    ['a time', time, { filled: true, time: '19:30' }, { kind: 'time', value: '19:30:00' }],
    ['no time', time, { filled: true }, 'empty'],
    [
      'a day and a time',
      dateTime,
      { filled: true, date: '2026-04-03', time: '19:30' },
      { kind: 'dateTime', value: '2026-04-03T19:30:00+02:00' },
    ],
    ['a day without its time', dateTime, { filled: true, date: '2026-04-03' }, 'not-a-date-time'],
    ['neither', dateTime, { filled: true }, 'empty'],
    ['an option of a list', choice, { filled: true, answer: 'milk' }, { kind: 'option', code: 'milk' }],
    ['no option of a list', choice, { filled: true }, 'empty'],
    ['what is no option', choice, { filled: true, answer: 'beer' }, 'wrong-type'],
    ['own words that were offered', openChoice, { own: 'cocoa' }, { kind: 'text', value: 'cocoa' }],
    ['own words where none are taken', choice, { own: 'cocoa' }, 'wrong-type'],
    [
      'ticks of several groups',
      choices,
      { several: true, group0: 'tea,water', group1: 'milk' },
      { kind: 'options', codes: ['tea', 'milk', 'water'] },
    ],
    ['no ticks', choices, { several: true, group0: '' }, 'empty'],
    [
      'ticks and own words',
      openChoices,
      { several: true, group0: 'tea', other: ' cocoa ' },
      { kind: 'options', codes: ['tea'], other: ['cocoa'] },
    ],
    [
      'ticks beside an empty field',
      openChoices,
      { several: true, group0: 'tea', other: '' },
      {
        kind: 'options',
        codes: ['tea'],
      },
    ],
    ['neither ticks nor own words', openChoices, { several: true, other: '' }, 'empty'],
    ['words that were offered', text, { answer: 'as before' }, { kind: 'text', value: 'as before' }],
    ['nothing at all', rating, {}, 'stale'],
  ] as const satisfies readonly (readonly [string, AnswerType, Record<string, unknown>, unknown])[])
    it(`${what}: ${typeof expected === 'string' ? expected : expected.kind}`, () => {
      expect(answer(type, data)).to.deep.equal(expected);
    });

  it('a second tap on a form that is answered is the same tap, another one is not', () => {
    const sent = { filled: true, answer: '70.5', unit: 'kg' };
    expect(reply(sent, '70.5 kg').kind).to.equal('double');
    expect(reply({ ...sent, answer: '71' }, '70.5 kg').kind).to.equal('stale');
  });
});
