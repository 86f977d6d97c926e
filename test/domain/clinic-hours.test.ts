import { expect } from 'chai';
import { afterWorkingDays, dutyDay, isOpen } from '../../src/domain/clinic-hours.ts';
import { usualHours } from '../helpers/usual-hours.ts';

const hours = { ...usualHours, holidays: [], timeZone: 'Europe/Madrid' };

describe('the hours of a clinic', () => {
  for (const [at, expected] of [
    ['2026-11-23T07:00:00.000Z', true],
    ['2026-11-23T06:59:59.000Z', false],
    ['2026-11-23T16:59:00.000Z', true],
    ['2026-11-23T17:00:00.000Z', false],
    ['2026-11-22T12:00:00.000Z', false],
  ] as const)
    it(`are ${expected ? 'within' : 'over'} at ${at}`, () => expect(isOpen(hours, at)).to.equal(expected));

  it('are none on a holiday', () => {
    const holidays = [{ from: '2026-11-23', to: '2026-11-23' }];
    expect(isOpen({ ...hours, holidays }, '2026-11-23T12:00:00.000Z')).to.equal(false);
  });

  for (const [at, days, expected] of [
    ['2026-11-23T12:00:00.000Z', 2, '2026-11-25T12:00:00.000Z'],
    // over a weekend
    ['2026-11-26T12:00:00.000Z', 2, '2026-11-30T12:00:00.000Z'],
    // on a Saturday: from Monday at eight
    ['2026-11-28T12:00:00.000Z', 2, '2026-12-02T07:00:00.000Z'],
    // the clocks go forward on that Sunday
    ['2026-03-27T12:00:00.000Z', 1, '2026-03-30T11:00:00.000Z'],
  ] as const)
    it(`say that ${days} working days after ${at} is ${expected}`, () =>
      expect(afterWorkingDays(hours, at, days)).to.equal(expected));

  it('count no holiday as a working day', () => {
    const holidays = [{ from: '2026-11-24', to: '2026-11-25' }];
    const at = afterWorkingDays({ ...hours, holidays }, '2026-11-23T12:00:00.000Z', 2);
    expect(at).to.equal('2026-11-27T12:00:00.000Z');
  });

  it('end even where every day is a holiday', () => {
    const holidays = [{ from: '2026-01-01', to: '2099-12-31' }];
    expect(afterWorkingDays({ ...hours, holidays }, '2026-11-23T12:00:00.000Z', 1)).to.be.a('string');
  });

  it('give a night to the day that it began in', () => {
    expect(dutyDay(hours, '2026-11-23T12:00:00.000Z')).to.equal(1);
    expect(dutyDay(hours, '2026-11-24T02:00:00.000Z')).to.equal(1);
    expect(dutyDay(hours, '2026-11-24T07:00:00.000Z')).to.equal(2);
    expect(dutyDay(hours, '2026-11-23T02:00:00.000Z')).to.equal(7);
  });
});
