import { expect } from 'chai';
import { checkInId } from '../../../src/domain/ids.ts';
import { createTexts } from '../../../src/i18n/index.ts';
import { answerWords } from '../../../src/web/workspace/client/answer-words.ts';
import { homeworkIn } from '../../../src/domain/homework-in.ts';
import { weeksOf } from '../../../src/web/workspace/client/weeks.ts';
import { isFormToken, formToken } from '../../../src/web/workspace/form-token.ts';
import { createWording } from '../../../src/web/workspace/wording.ts';
import {
  builtIn,
  checkInWith,
  chose,
  contextOf,
  diary,
  rated,
  ticked,
  walk,
} from '../../helpers/built-in.ts';

const now = '2026-11-22T12:00:00.000Z';
const wording = (language: string, timeZone = 'Europe/Madrid') => createWording({ language, timeZone, now });

describe('wording', () => {
  it('gives days and times in the language and the zone, the year only where it differs', () => {
    expect(wording('en').day('2026-11-21T23:30:00.000Z')).to.equal('22 Nov');
    expect(wording('en', 'America/Lima').day('2026-11-22T04:30:00.000Z')).to.equal('21 Nov');
    expect(wording('es').time(now)).to.equal('22 nov, 13:00');
    expect(wording('en').day('2025-11-22T12:00:00.000Z')).to.equal('22 Nov 2025');
    expect(wording('en', 'Asia/Tokyo').day('2026-12-31T16:00:00.000Z')).to.equal('1 Jan 2027');
  });

  it('leaves a calendar day the day it is, whatever the zone', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      expect(wording('en', zone).date('2026-11-22')).to.equal('22 Nov');
    }
  });

  it('gives numbers with at most one decimal, as the language writes them', () => {
    expect([wording('en').number(3.5), wording('es').number(3.5)]).to.deep.equal(['3.5', '3,5']);
    expect([wording('en').number(10), wording('en').number(17 / 3)]).to.deep.equal(['10', '5.7']);
  });
});

describe('weeksOf', () => {
  const on = (...dates: string[]): string[] =>
    weeksOf(dates.map((date) => checkInWith({}, { id: checkInId(date) }))).map(
      ({ date, checkIn }) => `${date}${checkIn ? '' : ' none'}`,
    );

  for (const [name, dates, weeks] of [
    ['one after the other', ['2026-11-01', '2026-11-08'], ['2026-11-01', '2026-11-08']],
    [
      'with two missing',
      ['2026-10-18', '2026-11-08'],
      ['2026-10-18', '2026-10-25 none', '2026-11-01 none', '2026-11-08'],
    ],
    ['after the due day moved', ['2026-11-01', '2026-11-10'], ['2026-11-01', '2026-11-10']],
    ['after it moved back', ['2026-11-01', '2026-11-05'], ['2026-11-01', '2026-11-05']],
    ['none', [], []],
  ] as const) {
    it(`are ${name}`, () => {
      expect(on(...dates)).to.deep.equal([...weeks]);
    });
  }
});

describe('homeworkIn', () => {
  const instrument = builtIn();

  it('reads each homework, the least done, the difficulty 0 and what got in the way', () => {
    const checkIn = checkInWith(
      {
        'homework-status/h1': chose('done'),
        'homework-status/h2': chose('not-done'),
        'homework-difficulty': rated(0),
        'homework-barriers': ticked('forgot'),
      },
      { context: contextOf({ homework: [walk, diary] }) },
    );
    expect(homeworkIn(checkIn, instrument)).to.deep.equal({
      each: [
        { title: walk.title, code: 'done' },
        { title: diary.title, code: 'not-done' },
      ],
      least: 'not-done',
      difficulty: 0,
      barriers: ['forgot'],
    });
  });

  it('does not count none set as a failure', () => {
    const checkIn = checkInWith(
      { 'homework-unlisted': chose('none-set') },
      { context: contextOf({ homework: [] }) },
    );
    expect(homeworkIn(checkIn, instrument)).to.deep.equal({ each: [{ code: 'none-set' }], barriers: [] });
  });

  it('reads nothing where nothing was answered', () => {
    expect(homeworkIn(checkInWith({}), instrument)).to.deep.equal({ each: [], barriers: [] });
  });
});

describe('answerWords', () => {
  const t = createTexts()('en');
  const rating = { kind: 'rating', min: 0, max: 10 } as const;
  const choices = {
    kind: 'choices',
    options: [
      { code: 'a', display: { default: 'Apple', translations: { es: 'Manzana' } } },
      { code: 'b', display: { default: 'Bread', translations: {} } },
    ],
  } as const;

  for (const [answer, type, words] of [
    [rated(0), rating, '0 of 10'],
    [{ kind: 'skipped' }, rating, 'Skipped'],
    [undefined, rating, 'Not answered'],
    [ticked('a', 'b'), choices, 'Apple and Bread'],
    [ticked('gone'), choices, 'gone'],
    [ticked(), choices, 'Nothing chosen'],
    [{ kind: 'boolean', value: false }, { kind: 'boolean' }, 'No'],
    [{ kind: 'text', value: 'in their words' }, { kind: 'text', maxLength: 9 }, 'in their words'],
  ] as const) {
    it(`are “${words}”`, () => {
      expect(answerWords(answer, type, t, wording('en'))).to.equal(words);
    });
  }

  it('use the translation where there is one', () => {
    expect(answerWords(ticked('a', 'b'), choices, t, wording('es'))).to.equal('Manzana y Bread');
  });
});

describe('formToken', () => {
  it('belongs to one session and does not give its secret away', () => {
    expect(isFormToken(formToken('one'), 'one')).to.equal(true);
    expect(isFormToken(formToken('one'), 'two')).to.equal(false);
    expect(isFormToken(null, 'one')).to.equal(false);
    expect(formToken('one')).to.not.include('one');
  });
});
