import { assert } from 'chai';
import { pauses, reminderState, wishReminders } from '../../src/domain/reminder-wishes.ts';
import { aClient } from '../helpers/chat.ts';

const london = { now: '2026-11-23T18:05:00.000Z', timeZone: 'Europe/London' };

describe('what a client wishes of their reminders', () => {
  for (const weeks of pauses)
    it(`is a pause of ${weeks} weeks, up to the beginning of the day`, () => {
      const client = wishReminders(aClient(), { wish: 'pause', weeks }, london);
      const until = new Date(Date.UTC(2026, 10, 23 + 7 * weeks)).toISOString();
      assert.deepEqual(client.reminders, { pausedUntil: until });
      assert.deepEqual(reminderState(client, london.now), { state: 'paused', until });
      assert.deepEqual(reminderState(client, until), { state: 'on' });
    });

  it('counts the days of their own calendar, over a change of the clocks too', () => {
    const given = { now: '2026-10-24T23:30:00.000Z', timeZone: 'Europe/London' };
    const client = wishReminders(aClient(), { wish: 'pause', weeks: 1 }, given);
    assert.equal(client.reminders?.pausedUntil, '2026-11-01T00:00:00.000Z');
    const honolulu = { now: '2026-11-23T05:00:00.000Z', timeZone: 'Pacific/Honolulu' };
    const there = wishReminders(aClient(), { wish: 'pause', weeks: 1 }, honolulu);
    assert.equal(there.reminders?.pausedUntil, '2026-11-29T10:00:00.000Z');
  });

  it('is the latest of what they said', () => {
    const off = wishReminders(
      wishReminders(aClient(), { wish: 'pause', weeks: 4 }, london),
      { wish: 'off' },
      london,
    );
    assert.deepEqual(off.reminders, { off: true });
    assert.deepEqual(reminderState(off, london.now), { state: 'off' });
    assert.deepEqual(wishReminders(off, { wish: 'on' }, london), aClient());
  });
});
