import { expect } from 'chai';
import type { AnswerType } from '../../../src/domain/instrument/instrument.ts';
import { parseAnswer } from '../../../src/domain/typed/parse-answer.ts';
import type { Reading } from '../../../src/domain/typed/parsed.ts';
import { readingIn } from '../../helpers/reading-in.ts';

function read(type: AnswerType, text: string, language = 'en', more: Partial<Reading> = {}): unknown {
  const parsed = parseAnswer(type, { kind: 'typed', text }, { ...readingIn(language), ...more });
  if (!parsed.ok) return parsed.reason;
  return 'value' in parsed.answer ? parsed.answer.value : undefined;
}
const check = (type: AnswerType, table: readonly (readonly [string, string])[], language = 'en') => {
  for (const [typed, becomes] of table)
    it(`${language}: ${JSON.stringify(typed)} → ${becomes}`, () => {
      expect(read(type, typed, language)).to.equal(becomes);
    });
};

describe('a date, typed', () => {
  const date: AnswerType = { kind: 'date' };
  check(date, [
    ['2026-04-03', '2026-04-03'],
    ['2026/4/3', '2026-04-03'],
    ['3rd of April 2026', '2026-04-03'],
    ['3 Sept 2026', '2026-09-03'],
    ['29 February 2028', '2028-02-29'],
    ['29 February 2026', 'not-a-date'],
    ['04/04/2026', '2026-04-04'],
    ['03.04.2026', 'ambiguous-date'],
    ['Friday 03/04/2026', '2026-04-03'],
    ['Sunday 03/04/2026', 'not-a-date'],
    ['2026-04-03 2026-04-04', 'not-a-date'],
    ['3 April or 4 May 2026', 'not-a-date'],
    ['not 3 April 2026', 'not-a-date'],
    ['3 April 1026', 'not-a-date'],
    ['13/13/2026', 'not-a-date'],
    ['tomorrow', '2026-11-24'],
    ['next week', 'not-a-date'],
    ['', 'empty'],
    ['1/1/'.repeat(40_000), 'not-a-date'],
  ]);
  check(
    date,
    [
      ['3.4.2026', '2026-04-03'],
      ['3. April 2026', '2026-04-03'],
      ['3/4/2026', 'ambiguous-date'],
      ['vorgestern', '2026-11-21'],
      ['3. Jänner 2026', '2026-01-03'],
    ],
    'de',
  );
  check(
    date,
    [
      ['1er août 2026', '2026-08-01'],
      ['avant-hier', '2026-11-21'],
    ],
    'fr',
  );
  check(date, [['3 mar 2026', '2026-03-03']], 'es');
  check(date, [['1º de maio de 2026', '2026-05-01']], 'pt-BR');
  check(
    date,
    [
      ['٣ نيسان ٢٠٢٦', '2026-04-03'],
      ['٣ رمضان ١٤٤٧', 'not-a-date'],
      ['أمس', '2026-11-22'],
    ],
    'ar',
  );
  check(
    date,
    [
      ['2026年4月3号 星期五', '2026-04-03'],
      ['2026年13月3日', 'not-a-date'],
      ['昨天', '2026-11-22'],
    ],
    'zh-Hans',
  );

  it('names no day by its distance where today is not known', () => {
    const { today: _none, ...reading } = readingIn('en');
    const parsed = parseAnswer(date, { kind: 'typed', text: 'yesterday' }, reading);
    expect(parsed).to.deep.equal({ ok: false, reason: 'not-a-date' });
  });

  it('keeps to its bounds, which may be a year alone', () => {
    const bounded: AnswerType = { kind: 'date', min: '2026-04-03', max: '2026' };
    expect(read(bounded, '2026-04-03')).to.equal('2026-04-03');
    expect(read(bounded, '2026-12-31')).to.equal('2026-12-31');
    expect(read(bounded, '2026-04-02')).to.equal('too-early');
    expect(read(bounded, '2027-01-01')).to.equal('too-late');
  });
});

describe('a time of day, typed', () => {
  const time: AnswerType = { kind: 'time', min: '06:00:00', max: '22:00:00' };
  check(time, [
    ['19:30', '19:30:00'],
    ['19:30:15', '19:30:15'],
    ['seven pm', '19:00:00'],
    ['7', 'not-a-time'],
    ['7 at night or 8', 'not-a-time'],
    ['12 in the morning', 'not-a-time'],
    ['05:59', 'too-early'],
    ['22:01', 'too-late'],
    ['', 'empty'],
  ]);
  check(
    time,
    [
      ['8 Uhr', 'not-a-time'],
      ['20 Uhr', '20:00:00'],
      ['19 Uhr 30', '19:30:00'],
      ['8 Uhr abends', '20:00:00'],
    ],
    'de',
  );
  check(
    time,
    [
      ['7h du soir', '19:00:00'],
      ['7h', 'not-a-time'],
      ['midi', '12:00:00'],
    ],
    'fr',
  );
  check(
    time,
    [
      ['às 7 da noite', '19:00:00'],
      ['sete e meia', 'not-a-time'],
      ['7 e meia da noite', '19:30:00'],
    ],
    'pt-BR',
  );
  check(
    time,
    [
      ['٧ مساءً', '19:00:00'],
      ['٧', 'not-a-time'],
      ['12 ظهرا', '12:00:00'],
    ],
    'ar',
  );
  check(
    time,
    [
      ['晚上7点', '19:00:00'],
      ['晚上七点半', '19:30:00'],
      ['7点', 'not-a-time'],
      ['中午12点', '12:00:00'],
      ['7到8点', 'not-a-time'],
    ],
    'zh-Hans',
  );
});

describe('a day and a time, typed', () => {
  const type: AnswerType = { kind: 'dateTime' };
  check(type, [
    ['2026-04-03T19:30', '2026-04-03T19:30:00+02:00'],
    ['2026-04-03, 19:30', '2026-04-03T19:30:00+02:00'],
    ['7pm on 3 April 2026', '2026-04-03T19:00:00+02:00'],
    ['today at noon', '2026-11-23T12:00:00+01:00'],
    ['3 April 2026 at 7', 'not-a-date-time'],
    ['3 April 2026', 'not-a-date-time'],
    ['19:30', 'not-a-date-time'],
    ['03/04/2026 19:30', 'ambiguous-date'],
    ['2026-03-29 02:30', 'clock-change'],
    ['2026-10-25 02:30', 'clock-change'],
    ['2026-10-25 03:30', '2026-10-25T03:30:00+01:00'],
    ['', 'empty'],
  ]);
  check(type, [['2026年4月3日晚上7点', '2026-04-03T19:00:00+02:00']], 'zh-Hans');
  check(type, [['3. April 2026 um 19 Uhr', '2026-04-03T19:00:00+02:00']], 'de');
  check(type, [['3 avril 2026 à 19h30', '2026-04-03T19:30:00+02:00']], 'fr');
  check(type, [['٣ أبريل ٢٠٢٦ الساعة ٧ مساءً', '2026-04-03T19:00:00+02:00']], 'ar');

  it('is in the client’s zone, and none where that is not known', () => {
    expect(read(type, '2026-04-03 19:30', 'en', { timeZone: 'Asia/Kolkata' })).to.equal(
      '2026-04-03T19:30:00+05:30',
    );
    const { timeZone: _none, ...reading } = readingIn('en');
    const parsed = parseAnswer(type, { kind: 'typed', text: '2026-04-03 19:30' }, reading);
    expect(parsed).to.deep.equal({ ok: false, reason: 'not-a-date-time' });
  });

  it('keeps to bounds in another zone, and to whole days', () => {
    const instant: AnswerType = { kind: 'dateTime', min: '2026-04-03T17:30:00Z', max: '2026-04-03' };
    expect(read(instant, '2026-04-03 19:30')).to.equal('2026-04-03T19:30:00+02:00');
    expect(read(instant, '2026-04-03 19:29')).to.equal('too-early');
    expect(read(instant, '2026-04-04 00:00')).to.equal('too-late');
  });
});
