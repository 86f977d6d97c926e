import { assert } from 'chai';
import { readReminderSettings } from '../src/read-reminder-settings.ts';
import { usualCalendar } from '../src/reminders/clinic-calendar.ts';

describe('the settings of reminders', () => {
  it('are the usual calendar where nothing is said', () => {
    const read = readReminderSettings({});
    assert.deepEqual(read, { ok: true, reminders: { ...usualCalendar, perSecond: 50 } });
  });

  it('are read as a clinic writes them', () => {
    const read = readReminderSettings({
      REMINDERS: 'on',
      REMINDER_QUIET_HOURS: ' 20:30 - 9:00',
      REMINDER_HOLIDAYS: '2026-12-24..2027-01-01, 2027-04-02',
      REMINDER_NUDGE_AFTER_DAYS: '3',
      REMINDER_UNANSWERED_WEEKS: '2',
      REMINDERS_PER_SECOND: '25',
    });
    assert.deepEqual(read, {
      ok: true,
      reminders: {
        on: true,
        quiet: { from: { hour: 20, minute: 30 }, to: { hour: 9, minute: 0 } },
        holidays: [
          { from: '2026-12-24', to: '2027-01-01' },
          { from: '2027-04-02', to: '2027-04-02' },
        ],
        nudgeAfterDays: 3,
        unansweredWeeks: 2,
        perSecond: 25,
      },
    });
  });

  it('have no quiet hours where there are none', () => {
    const read = readReminderSettings({ REMINDER_QUIET_HOURS: 'none' });
    const midnight = { hour: 0, minute: 0 };
    assert.deepEqual(read.ok && read.reminders.quiet, { from: midnight, to: midnight });
  });

  for (const [name, ...wrong] of [
    ['REMINDERS', 'yes'],
    ['REMINDER_QUIET_HOURS', '21', '21:00', '21:00-24:00', '9-8', '21:00-08:00-09:00', '21:60-08:00'],
    ['REMINDER_HOLIDAYS', '25.12.2026', '2026-13-01', '2026-02-30', '2027-01-01..2026-12-24', '2026-12-25,'],
    ['REMINDER_NUDGE_AFTER_DAYS', '0', '7', '1.5'],
    ['REMINDER_UNANSWERED_WEEKS', '0', '9'],
    ['REMINDERS_PER_SECOND', '0', '51', 'many'],
  ] as const)
    for (const value of wrong)
      it(`name ${name} for "${value}"`, () => {
        const read = readReminderSettings({ [name]: value });
        assert.isFalse(read.ok);
        if (read.ok) return;
        assert.equal(read.faults.length, 1);
        assert.match(read.faults[0]!, new RegExp(`^${name}: must be `));
      });
});
