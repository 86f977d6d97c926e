import { expect } from 'chai';
import { isTimeZone, weekAt } from '../../src/domain/week.ts';

const london = { weekday: 1, hour: 18, minute: 30, timeZone: 'Europe/London' } as const;

describe('the week of a check-in', () => {
  for (const [now, id, begins, ends] of [
    ['2026-11-23T18:29:59.999Z', '2026-11-16', '2026-11-16T18:30:00.000Z', '2026-11-23T18:30:00.000Z'],
    ['2026-11-23T18:30:00.000Z', '2026-11-23', '2026-11-23T18:30:00.000Z', '2026-11-30T18:30:00.000Z'],
    ['2026-11-29T23:00:00.000Z', '2026-11-23', '2026-11-23T18:30:00.000Z', '2026-11-30T18:30:00.000Z'],
    // summer time ends on 25 October 2026: the week in between is an hour longer
    ['2026-10-20T12:00:00.000Z', '2026-10-19', '2026-10-19T17:30:00.000Z', '2026-10-26T18:30:00.000Z'],
  ] as const) {
    it(`at ${now} is the one of ${id}`, () => {
      expect(weekAt(now, london)).to.deep.equal({ id, begins, ends });
    });
  }

  it('moves a time that summer time skips to later, and takes the earlier of two', () => {
    const sunday = { weekday: 7, hour: 1, minute: 30, timeZone: 'Europe/London' } as const;
    expect(weekAt('2026-03-29T12:00:00.000Z', sunday).begins).to.equal('2026-03-29T01:30:00.000Z');
    expect(weekAt('2026-10-25T12:00:00.000Z', sunday).begins).to.equal('2026-10-25T00:30:00.000Z');
  });

  it('knows IANA zones and nothing else', () => {
    expect(['Europe/London', 'America/Sao_Paulo', 'UTC'].map(isTimeZone)).to.deep.equal([true, true, true]);
    expect(['Nowhere/Town', '+01:00', '', 'Europe/London; drop'].map(isTimeZone)).to.deep.equal([
      false,
      false,
      false,
      false,
    ]);
  });
});
