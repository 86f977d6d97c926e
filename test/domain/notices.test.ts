import { expect } from 'chai';
import type { CheckIn } from '../../src/domain/check-in.ts';
import { noticesOf, runsAfter, type Notice } from '../../src/domain/notices.ts';
import { noSignal, type Signal } from '../../src/domain/signal.ts';
import { builtIn, checkInWith, sixRatings, skipped } from '../helpers/built-in.ts';

const instrument = builtIn();

/** What stands to be noticed after these check-ins. */
function after(checkIns: readonly CheckIn[]): readonly Notice[] {
  const runs = checkIns.reduce<Signal['runs']>(
    (before, checkIn) => runsAfter(before, checkIn, instrument),
    noSignal.runs,
  );
  const now = { ...noSignal, runs };
  const checkIn = checkIns.at(-1);
  const signal = checkIn && { checkIn: checkIn.id, instrument: instrument.id, before: noSignal, now };
  return noticesOf({ recent: [], ...(checkIn && { checkIn }), ...(signal && { signal }) });
}
const complete = (answers: CheckIn['answers'], more: Partial<CheckIn> = {}): CheckIn => ({
  ...checkInWith(answers),
  status: 'complete',
  ...more,
});

describe('uninformative', () => {
  const weeks = (...values: (number | number[] | undefined)[]) =>
    values.map((value) => complete(value === undefined ? {} : sixRatings(value)));
  const mixed = [8, 8, 8, 8, 8, 7];
  for (const [what, checkIns, result] of [
    ['all at the top three times', weeks(10, 10, 10), true],
    ['all alike three times', weeks(6, 7, 5), true],
    ['only twice', weeks(10, 10), false],
    ['the latest three count', weeks(mixed, 10, 10, 10), true],
    ['one week with a difference', weeks(10, mixed, 10), false],
    ['informative again', weeks(10, 10, 10, mixed), false],
    ['a missed week is passed over', weeks(10, 10, undefined, 10), true],
    ['a rating left out', [...weeks(10, 10), complete({ ...sixRatings(10), 'bond-open': skipped })], false],
    ['nothing yet', [], false],
  ] as const) {
    it(`${what}: ${result ? 'uninformative' : 'informative'}`, () => {
      expect(after(checkIns).some(({ kind }) => kind === 'uninformative')).to.equal(result);
    });
  }
});

describe('homework', () => {
  const homework = (code: string, difficulty?: number) =>
    complete({
      'homework-unlisted': { kind: 'option', code },
      ...(difficulty !== undefined && { 'homework-difficulty': { kind: 'number', value: difficulty } }),
    });
  for (const [what, checkIns, running] of [
    ['not done twice', [homework('not-done'), homework('not-done')], 2],
    ['not done, then done with difficulty 8', [homework('not-done'), homework('done', 8)], 2],
    ['not done once', [homework('not-done')], undefined],
    ['done between', [homework('not-done'), homework('done', 3), homework('not-done')], undefined],
    ['difficulty 7 twice', [homework('done', 7), homework('done', 7)], undefined],
    ['none set between says nothing', [homework('not-done'), homework('none-set'), homework('not-done')], 2],
    ['partly done twice', [homework('partly', 5), homework('partly', 5)], undefined],
  ] as const) {
    it(`${what}: ${running ?? 'no notice'}`, () => {
      const notice = after(checkIns).find(({ kind }) => kind === 'homework');
      expect(notice && notice.kind === 'homework' && notice.checkIns).to.equal(running);
    });
  }
});

describe('other notices', () => {
  it('are the wish to talk and the weeks missed in a row', () => {
    const missed = complete({}, { status: 'missed' });
    expect(after([complete(sixRatings([8, 8, 8, 8, 8, 7]), { wantsToTalk: true })])).to.deep.equal([
      { kind: 'asked-to-talk' },
    ]);
    expect(after([missed, missed])).to.deep.equal([{ kind: 'missed', weeks: 2 }]);
    expect(after([missed, complete(sixRatings([8, 8, 8, 8, 8, 7]))])).to.deep.equal([]);
    expect(after([])).to.deep.equal([]);
  });
});
