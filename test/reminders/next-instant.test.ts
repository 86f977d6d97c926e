import { assert } from 'chai';
import { Temporal } from 'temporal-polyfill';
import type { Due } from '../../src/domain/client.ts';
import { weekAt } from '../../src/domain/week.ts';
import { nextInstant } from '../../src/reminders/next-instant.ts';

const sunday = { weekday: 7, hour: 2, minute: 30, timeZone: 'Europe/Madrid' } as const;

describe('when a client is due next', () => {
  for (const [name, after, at, week] of [
    ['the same week', '2026-11-26T00:00:00.000Z', '2026-11-29T01:30:00.000Z', '2026-11-29'],
    ['never the instant itself', '2026-11-29T01:30:00.000Z', '2026-12-06T01:30:00.000Z', '2026-12-06'],
    ['a millisecond before', '2026-11-29T01:29:59.999Z', '2026-11-29T01:30:00.000Z', '2026-11-29'],
    ['later where the time is skipped', '2026-03-28T00:00:00.000Z', '2026-03-29T01:30:00.000Z', '2026-03-29'],
    ['the earlier of two', '2026-10-24T00:00:00.000Z', '2026-10-25T00:30:00.000Z', '2026-10-25'],
    ['once, not twice', '2026-10-25T00:30:00.000Z', '2026-11-01T01:30:00.000Z', '2026-11-01'],
  ] as const) {
    it(`is ${name}`, () => assert.deepEqual<unknown>(nextInstant(sunday, after), { at, week }));
  }

  it('is later by a day where a zone skipped that day', () => {
    const friday = { weekday: 5, hour: 18, minute: 0, timeZone: 'Pacific/Apia' } as const;
    assert.deepEqual<unknown>(nextInstant(friday, '2011-12-29T00:00:00.000Z'), {
      at: '2011-12-31T04:00:00.000Z',
      week: '2011-12-30',
    });
  });

  it('comes once a calendar week through every change of the clocks in every zone', () => {
    let changes = 0;
    for (const timeZone of Intl.supportedValuesOf('timeZone')) {
      for (const due of changesOf(timeZone)) {
        changes += 1;
        const before = Temporal.Instant.from(due.change).subtract({ hours: 24 * 15 });
        let { at, week } = nextInstant(due, before.toString());
        for (let count = 0; count < 4; count += 1) {
          const next = nextInstant(due, at);
          const days = Temporal.PlainDate.from(week).until(next.week, { largestUnit: 'days' }).days;
          assert.equal(days, 7, `${timeZone} after ${at}`);
          assert.isAbove(Date.parse(next.at), Date.parse(at));
          // an instant and its week name each other
          assert.deepEqual<unknown>(
            [weekAt(next.at, due).id, weekAt(next.at, due).begins],
            [next.week, next.at],
          );
          assert.equal(wallClock(next.at, due), expected(next.week, due), `${timeZone} in ${next.week}`);
          ({ at, week } = next);
        }
      }
    }
    assert.isAbove(changes, 200);
  });
});

/** A client whose time lies in the skipped or repeated hour of each change of a year. */
function* changesOf(timeZone: string): Generator<Due & { change: string }> {
  let from = Temporal.Instant.from('2026-01-01T00:00:00Z').toZonedDateTimeISO(timeZone);
  for (;;) {
    const change = from.getTimeZoneTransition('next');
    if (!change || change.epochMilliseconds > Date.parse('2027-01-01T00:00:00Z')) return;
    // as the clock before the change would have gone on for ten minutes, which it does once or twice
    const shift = change.offsetNanoseconds - change.subtract({ nanoseconds: 1 }).offsetNanoseconds;
    const wall = change.toPlainDateTime().add({ minutes: 10 });
    const inside = shift > 0 ? wall.subtract({ nanoseconds: shift }) : wall;
    yield {
      weekday: weekday(inside.dayOfWeek),
      hour: inside.hour,
      minute: inside.minute,
      timeZone,
      change: change.toInstant().toString(),
    };
    from = change;
  }
}

const weekday = (day: number): Due['weekday'] => {
  for (const each of [1, 2, 3, 4, 5, 6, 7] as const) if (each === day) return each;
  throw new RangeError(`no weekday ${day}`);
};

/** By the runtime's own calendar, which is another implementation of the zones. */
const wallClock = (at: string, { timeZone }: Due): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(at));

function expected(week: string, due: Due): string {
  const wished = Temporal.PlainDate.from(week).toPlainDateTime({ hour: due.hour, minute: due.minute });
  const instants = (['earlier', 'later'] as const).map((disambiguation) =>
    wished.toZonedDateTime(due.timeZone, { disambiguation }).toPlainDateTime(),
  );
  const real = instants.find((each) => each.equals(wished)) ?? instants[1];
  return real?.toString({ smallestUnit: 'minute' }).replace('T', ' ') ?? '';
}
