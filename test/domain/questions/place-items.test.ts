import { expect } from 'chai';
import type { Answers } from '../../../src/domain/check-in.ts';
import { nextQuestion, questionAt } from '../../../src/domain/questions/next-question.ts';
import { questionText } from '../../../src/domain/questions/question.ts';
import { closingWords, questions } from '../../../src/domain/questions/questions.ts';
import { chose, rated, skipped, ticked } from '../../helpers/built-in.ts';
import {
  control,
  extensions,
  instrumentOf,
  keysOf,
  loadItems,
  no,
  responseTo,
  words,
  yes,
  type Raw,
} from '../../helpers/questionnaire.ts';

const context = { homework: [], goal: [] };
const when = (question: string, operator = '=', answer: object = { answerBoolean: true }) => ({
  enableWhen: [{ question, operator, ...answer }],
});
const hidden = extensions({ 'questionnaire-hidden': { valueBoolean: true } });
const choice = (...codes: string[]) => ({
  type: 'choice',
  answerOption: codes.map((code) => ({ valueCoding: { code, display: code.toUpperCase() } })),
});
const prefaces = (items: readonly Raw[], answers: Answers = {}) =>
  questions(instrumentOf(items), answers, context).map(({ key, preface = [] }) => [
    key,
    ...preface.map((text) => text.default),
  ]);

describe('what is asked of any questionnaire', () => {
  it('is decided by answers that stand before it or after it', () => {
    const instrument = instrumentOf([
      { linkId: 'first', ...when('last') },
      { linkId: 'last' },
      { linkId: 'then', ...when('last', '=', { answerBoolean: false }) },
    ]);
    expect(keysOf(instrument)).to.deep.equal(['last']);
    expect(keysOf(instrument, { last: yes })).to.deep.equal(['first', 'last']);
    expect(nextQuestion(instrument, { last: yes }, context)?.key).to.equal('first');
    expect(keysOf(instrument, { last: no })).to.deep.equal(['last', 'then']);
  });

  it('does not see answers to what is not asked itself, however far that reaches', () => {
    const instrument = instrumentOf([
      { linkId: 'a' },
      { linkId: 'in', item: [{ linkId: 'b' }], ...when('a') },
      { linkId: 'c', ...when('b') },
      { linkId: 'd', ...when('c', 'exists') },
    ]);
    expect(keysOf(instrument, { a: yes, b: yes, c: yes })).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(keysOf(instrument, { a: no, b: yes, c: yes })).to.deep.equal(['a']);
  });

  it('may hang on what comes far behind it, and is refused where that is too far to follow', () => {
    const chain = (count: number): Raw[] =>
      Array.from({ length: count }, (_, at) => ({
        linkId: `q${at}`,
        ...(at + 1 < count && when(`q${at + 1}`)),
      }));
    const answers = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`q${at}`, yes]));
    expect(keysOf(instrumentOf(chain(500)), answers)).to.have.lengthOf(500);
    const loaded = loadItems(chain(3000));
    expect(loaded.ok ? [] : loaded.faults).to.deep.equal([
      'q2499: its conditions depend on each other over 500 items',
    ]);
  });

  it('needs all conditions, or any, as it says', () => {
    const enableWhen = [...when('a').enableWhen, ...when('b').enableWhen];
    const instrument = instrumentOf([
      { linkId: 'a' },
      { linkId: 'b' },
      { linkId: 'both', enableWhen, enableBehavior: 'all' },
      { linkId: 'either', enableWhen, enableBehavior: 'any' },
    ]);
    expect(keysOf(instrument, { a: yes, b: no })).to.deep.equal(['a', 'b', 'either']);
    expect(keysOf(instrument, { a: yes, b: yes })).to.deep.equal(['a', 'b', 'both', 'either']);
    expect(keysOf(instrument, { a: no, b: no })).to.deep.equal(['a', 'b']);
  });

  for (const [what, question, answer, condition] of [
    ['a coding', choice('x', 'y'), chose('x'), { answerCoding: { code: 'x' } }],
    [
      'one of several codings',
      { ...choice('x', 'y'), repeats: true },
      ticked('y', 'x'),
      { answerCoding: { code: 'x' } },
    ],
    [
      'a number among options',
      { type: 'choice', answerOption: [{ valueInteger: 4 }] },
      chose('4'),
      { answerInteger: 4 },
    ],
    ['own words', { ...choice('x'), type: 'open-choice' }, words('mine'), { answerString: 'mine' }],
    ['a number', { type: 'decimal' }, rated(2.5), { answerDecimal: 2.5 }],
    ['a date', { type: 'date' }, { kind: 'date', value: '2026-04-03' }, { answerDate: '2026-04-03' }],
    ['a time', { type: 'time' }, { kind: 'time', value: '07:30:00' }, { answerTime: '07:30:00' }],
    [
      'a quantity',
      { type: 'quantity', ...extensions({ 'questionnaire-unit': { valueCoding: { code: 'kg' } } }) },
      { kind: 'quantity', value: 5 },
      { answerQuantity: { value: 5, code: 'kg' } },
    ],
    [
      'one of several answers',
      { type: 'string', repeats: true },
      { kind: 'several', values: [words('a'), words('b')], done: true },
      { answerString: 'b' },
    ],
  ] as [string, object, Answers[string], object][]) {
    it(`may hang on ${what}`, () => {
      const instrument = instrumentOf([
        { linkId: 'q', ...question },
        { linkId: 'then', ...when('q', '=', condition) },
      ]);
      expect(keysOf(instrument, { q: answer })).to.deep.equal(['q', 'then']);
      expect(keysOf(instrument, { q: skipped })).to.deep.equal(['q']);
    });
  }

  it('has a key of its own, whatever the linkIds', () => {
    const linkIds = [
      '/8867-4',
      'a',
      'a/1',
      'a/%201',
      'b c',
      'é',
      'summary',
      '__proto__',
      'constructor',
      'a%2F1',
    ];
    const instrument = instrumentOf([
      ...linkIds.filter((linkId) => linkId !== 'a').map((linkId) => ({ linkId })),
      { linkId: 'g', repeats: true, item: [{ linkId: 'a' }] },
    ]);
    const asked: string[] = [];
    let answers: Answers = {};
    for (
      let next = nextQuestion(instrument, answers, context);
      next;
      next = nextQuestion(instrument, answers, context)
    ) {
      asked.push(next.key);
      answers = JSON.parse(JSON.stringify({ ...answers, [next.key]: no })) as Answers;
    }
    expect(new Set(asked).size).to.equal(linkIds.length + 1);
    expect(asked.filter((key) => key.startsWith(' '))).to.deep.equal([]);
    expect(Object.keys(answers)).to.have.lengthOf(asked.length);
    const left = responseTo(instrument, answers).flatMap(({ linkId, item }) => [
      linkId,
      ...(item ?? []).map((one) => one.linkId),
    ]);
    expect(left).to.have.members([...linkIds, 'g']);
  });
});

describe('a repeating group', () => {
  const medicines: Raw = {
    linkId: 'medicines',
    text: 'Medicines',
    repeats: true,
    item: [
      { linkId: 'name', type: 'string' },
      { linkId: 'helps' },
      { linkId: 'how', type: 'string', ...when('helps') },
    ],
  };

  it('is asked again for as long as the client says so', () => {
    const instrument = instrumentOf([medicines, { linkId: 'end' }]);
    const first = ['name/1', 'helps/1', 'medicines/1'];
    expect(keysOf(instrument)).to.deep.equal([...first, 'end']);
    expect(keysOf(instrument, { 'medicines/1': yes })).to.deep.equal([
      ...first,
      'name/2',
      'helps/2',
      'medicines/2',
      'end',
    ]);
    expect(keysOf(instrument, { 'medicines/1': no, 'medicines/2': yes, 'name/2': words('x') })).to.deep.equal(
      [...first, 'end'],
    );
    expect(questionAt(instrument, {}, context, 'medicines/1')).to.deep.include({
      another: { filled: 1 },
      answer: { kind: 'boolean' },
    });
  });

  it('looks at the answers of the same filling', () => {
    const instrument = instrumentOf([medicines]);
    const answers = { 'helps/1': no, 'helps/2': yes, 'medicines/1': yes };
    expect(keysOf(instrument, answers)).to.include('how/2').and.not.to.include('how/1');
    expect(keysOf(instrument, { 'medicines/1': yes, 'helps/2': yes })).not.to.include('how/1');
  });

  it('is seen from outside with all its fillings', () => {
    const instrument = instrumentOf([medicines, { linkId: 'end', ...when('helps') }]);
    expect(keysOf(instrument, { 'helps/1': no, 'medicines/1': yes, 'helps/2': yes })).to.include('end');
    expect(keysOf(instrument, { 'helps/1': no, 'medicines/1': no, 'helps/2': yes })).not.to.include('end');
  });

  it('is filled at least and at most as often as the questionnaire says', () => {
    const bounds = extensions({
      'questionnaire-minOccurs': { valueInteger: 2 },
      'questionnaire-maxOccurs': { valueInteger: 3 },
    });
    const instrument = instrumentOf([
      { ...medicines, ...bounds, item: [{ linkId: 'name', type: 'string' }] },
    ]);
    expect(keysOf(instrument)).to.deep.equal(['name/1', 'name/2', 'medicines/2']);
    expect(keysOf(instrument, { 'medicines/2': yes })).to.deep.equal([
      'name/1',
      'name/2',
      'medicines/2',
      'name/3',
    ]);
  });

  it('leaves as a repeated item, without our question between', () => {
    const instrument = instrumentOf([medicines]);
    const answers = {
      'name/1': words('A'),
      'medicines/1': yes,
      'name/2': words('B'),
      'helps/2': yes,
      'medicines/2': no,
    };
    const name = (value: string) => ({ linkId: 'name', text: 'name', answer: [{ valueString: value }] });
    expect(responseTo(instrument, answers)).to.deep.equal([
      { linkId: 'medicines', text: 'Medicines', item: [name('A')] },
      {
        linkId: 'medicines',
        text: 'Medicines',
        item: [name('B'), { linkId: 'helps', text: 'helps', answer: [{ valueBoolean: true }] }],
      },
    ]);
  });

  it('may stand in another', () => {
    const instrument = instrumentOf([
      { linkId: 'outer', repeats: true, item: [{ linkId: 'inner', repeats: true, item: [{ linkId: 'q' }] }] },
    ]);
    expect(keysOf(instrument, { 'outer/1': yes, 'inner/1/1': yes })).to.deep.equal([
      'q/1/1',
      'inner/1/1',
      'q/1/2',
      'inner/1/2',
      'outer/1',
      'q/2/1',
      'inner/2/1',
      'outer/2',
    ]);
  });
});

describe('items below a question', () => {
  it('are asked once it is answered, and leave below that answer', () => {
    const instrument = instrumentOf([
      { linkId: 'q', type: 'boolean', item: [{ linkId: 'why', type: 'string' }] },
    ]);
    expect(keysOf(instrument)).to.deep.equal(['q']);
    expect(keysOf(instrument, { q: skipped })).to.deep.equal(['q']);
    expect(keysOf(instrument, { q: no })).to.deep.equal(['q', 'why']);
    expect(responseTo(instrument, { q: no, why: words('so') })).to.deep.equal([
      {
        linkId: 'q',
        text: 'q',
        answer: [
          { valueBoolean: false, item: [{ linkId: 'why', text: 'why', answer: [{ valueString: 'so' }] }] },
        ],
      },
    ]);
  });

  it('are asked for each of several answers, and say which', () => {
    const instrument = instrumentOf([
      {
        linkId: 'q',
        ...choice('x', 'y', 'z'),
        type: 'open-choice',
        repeats: true,
        item: [{ linkId: 'why', type: 'string' }],
      },
    ]);
    const answers: Answers = {
      q: { kind: 'options', codes: ['z', 'x'], other: ['mine'] },
      'why/z': words('so'),
    };
    const asked = questions(instrument, answers, context);
    expect(asked.map((question) => [question.key, questionText(question, 'en')])).to.deep.equal([
      ['q', 'q'],
      ['why/x', 'X: why'],
      ['why/z', 'Z: why'],
      ['why/ 3', 'mine: why'],
    ]);
    expect(responseTo(instrument, answers)[0]?.answer).to.deep.equal([
      { valueCoding: { code: 'x', display: 'X' } },
      {
        valueCoding: { code: 'z', display: 'Z' },
        item: [{ linkId: 'why', text: 'why', answer: [{ valueString: 'so' }] }],
      },
      { valueString: 'mine' },
    ]);
  });
});

describe('what stands to be read', () => {
  it('is read with the next question: headings of groups that begin there, and words', () => {
    expect(
      prefaces([
        { linkId: 'hello', type: 'display' },
        {
          linkId: 'part',
          item: [{ linkId: 'rows', item: [{ linkId: 'a' }, { linkId: 'b' }] }, { linkId: 'c' }],
        },
        { linkId: 'd' },
      ]),
    ).to.deep.equal([['a', 'hello', 'part', 'rows'], ['b'], ['c'], ['d']]);
  });

  it('leaves out the heading of a group of which nothing is asked, and words whose condition does not hold', () => {
    const items = [
      { linkId: 'a' },
      { linkId: 'part', item: [{ linkId: 'b', ...when('a') }] },
      { linkId: 'bye', type: 'display', ...when('a') },
      { linkId: 'c' },
    ];
    expect(prefaces(items)).to.deep.equal([['a'], ['c']]);
    expect(prefaces(items, { a: yes })).to.deep.equal([['a'], ['b', 'part'], ['c', 'bye']]);
  });

  it('says which filling of a group begins', () => {
    const items = [{ linkId: 'g', text: 'Medicine', repeats: true, item: [{ linkId: 'a' }] }];
    expect(prefaces(items, { 'g/1': yes })).to.deep.equal([
      ['a/1', 'Medicine'],
      ['g/1'],
      ['a/2', 'Medicine (2)'],
      ['g/2'],
    ]);
  });

  it('is left for the end after the last question', () => {
    const instrument = instrumentOf([{ linkId: 'a' }, { linkId: 'thanks', type: 'display' }]);
    expect(closingWords(instrument, {}, context).map((text) => text.default)).to.deep.equal(['thanks']);
  });

  it('shows what is read-only with its value, and leaves it as it stands', () => {
    const items = [
      { linkId: 'id', type: 'string', text: 'Your number', readOnly: true, initial: [{ valueString: 'N1' }] },
      { linkId: 'a' },
    ];
    expect(prefaces(items)).to.deep.equal([['a', 'Your number: N1']]);
    expect(responseTo(instrumentOf(items), {})).to.deep.equal([
      { linkId: 'id', text: 'Your number', answer: [{ valueString: 'N1' }] },
    ]);
  });

  it('shows nothing that is hidden, leaves its value, and lets conditions see it', () => {
    const items = [
      { linkId: 'arm', ...choice('x', 'y'), initial: [{ valueCoding: { code: 'y' } }], ...hidden },
      {
        linkId: 'secret',
        ...hidden,
        item: [
          { linkId: 'words', type: 'display' },
          { linkId: 'b', initial: [{ valueBoolean: true }] },
        ],
      },
      { linkId: 'a', ...when('arm', '=', { answerCoding: { code: 'y' } }) },
      { linkId: 'c', ...when('arm', '=', { answerCoding: { code: 'x' } }) },
    ];
    expect(prefaces(items)).to.deep.equal([['a']]);
    expect(responseTo(instrumentOf(items), {})).to.deep.equal([
      { linkId: 'arm', text: 'arm', answer: [{ valueCoding: { code: 'y' } }] },
      {
        linkId: 'secret',
        text: 'secret',
        item: [{ linkId: 'b', text: 'b', answer: [{ valueBoolean: true }] }],
      },
    ]);
  });
});

describe('how a question looks', () => {
  it('has its number before it, its code’s name where it has no words, and what the file offers as an answer', () => {
    const instrument = instrumentOf([
      {
        linkId: 'a',
        prefix: '1.',
        text: undefined,
        code: [{ code: '8867-4', display: 'Heart rate' }],
        type: 'integer',
        initial: [{ valueInteger: 70 }],
      },
      {
        linkId: 'b',
        ...choice('x', 'y'),
        ...extensions(control('drop-down')),
        initial: [{ valueCoding: { code: 'y' } }],
      },
      { linkId: 'c', ...choice('x'), initial: [{ valueCoding: { code: 'n' } }] },
    ]);
    const [a, b, c] = questions(instrument, {}, context);
    expect(a && questionText(a, 'en')).to.equal('1. Heart rate');
    expect(a?.initial).to.deep.equal(rated(70));
    expect(b).to.deep.include({ control: 'drop-down', initial: chose('y') });
    expect(c?.initial).to.equal(undefined);
    expect(responseTo(instrument, {})).to.deep.equal([]);
  });
});
