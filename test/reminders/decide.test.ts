import { assert } from 'chai';
import type { Due } from '../../src/domain/client.ts';
import { checkInId, clientId } from '../../src/domain/ids.ts';
import type { Delivery, ReminderWeek } from '../../src/domain/reminder.ts';
import { usualCalendar } from '../../src/reminders/clinic-calendar.ts';
import { decide, type Situation } from '../../src/reminders/decide.ts';
import { planNudge } from '../../src/reminders/plan-nudge.ts';
import { quietUntil } from '../../src/reminders/quiet-until.ts';

const due = { weekday: 1, hour: 18, minute: 0, timeZone: 'Europe/London' } as const;
const week = checkInId('2026-11-23');
const dueAt = '2026-11-23T18:00:00.000Z';
const nudgeAt = '2026-11-25T18:00:00.000Z';

const situation = (overrides: Partial<Situation> = {}): Situation => ({
  now: dueAt,
  step: 'reminder',
  dueAt,
  week,
  due,
  wishes: {},
  answered: false,
  earlier: [],
  calendar: usualCalendar,
  ...overrides,
});

/** So many weeks ago. */
const past = (
  weeks: number,
  reminder: Delivery['status'] = 'sent',
  more: Partial<ReminderWeek> = {},
): ReminderWeek => {
  const at = new Date(Date.parse(dueAt) - weeks * 7 * 86_400_000).toISOString();
  return {
    id: checkInId(at.slice(0, 10)),
    schema: 1,
    client: clientId('c'),
    reminder:
      reminder === 'failed'
        ? { status: reminder, at, why: 'busy' }
        : reminder === 'skipped'
          ? { status: reminder, at, why: 'holiday' }
          : { status: reminder, at },
    ...more,
  };
};
const failed = (why: 'channel-gone' | 'busy'): Delivery => ({
  status: 'failed',
  at: past(1).reminder.at,
  why,
});
const stopped: Delivery = { status: 'skipped', at: past(1).reminder.at, why: 'unanswered' };
const holidays = (from: string, to: string) => ({ calendar: { ...usualCalendar, holidays: [{ from, to }] } });

const send = { kind: 'send' };
const skip = (why: string) => ({ kind: 'skip', why });

describe('whether a reminder goes out', () => {
  for (const [name, overrides, decision] of [
    ['at the chosen hour', {}, send],
    ['not when this week was answered', { answered: true }, skip('answered')],
    ['not when the client turned them off', { wishes: { off: true } }, skip('off')],
    ['not during a pause', { wishes: { pausedUntil: '2026-11-23T18:00:00.001Z' } }, skip('paused')],
    ['when the pause is over', { wishes: { pausedUntil: dueAt } }, send],
    ['not on a holiday', holidays('2026-11-23', '2026-11-23'), skip('holiday')],
    ['the day after a holiday', holidays('2026-11-20', '2026-11-22'), send],
    ['not what a restored store may have sent', { restoredAt: '2026-11-23T18:00:00.001Z' }, skip('restored')],
    ['what came due after the store was restored', { restoredAt: dueAt }, send],
    ['late, by day', { now: '2026-11-24T09:00:00.000Z' }, send],
    [
      'late, at night, in the morning',
      { now: '2026-11-24T03:00:00.000Z' },
      { kind: 'wait', until: '2026-11-24T08:00:00.000Z' },
    ],
    [
      'late, in the evening, in the morning',
      { now: '2026-11-23T22:00:00.000Z' },
      { kind: 'wait', until: '2026-11-24T08:00:00.000Z' },
    ],
    ['until the nudge is due', { now: '2026-11-25T17:59:59.999Z' }, send],
    ['not after the nudge is due', { now: nudgeAt }, skip('late')],
    ['a nudge', { step: 'nudge', dueAt: nudgeAt, now: nudgeAt }, send],
    [
      'no nudge in the next week',
      { step: 'nudge', dueAt: nudgeAt, now: '2026-11-30T18:00:00.000Z' },
      skip('late'),
    ],
    [
      'no nudge after an answer',
      { step: 'nudge', dueAt: nudgeAt, now: nudgeAt, answered: true },
      skip('answered'),
    ],
    ['after two silent weeks', { earlier: [past(1), past(2)] }, send],
    [
      'not after three, and the therapist is told',
      { earlier: [past(1), past(2), past(3)] },
      { ...skip('unanswered'), tell: 'unanswered' },
    ],
    [
      'not after three of which one is not known to have arrived',
      { earlier: [past(1), past(2, 'unknown'), past(3)] },
      { ...skip('unanswered'), tell: 'unanswered' },
    ],
    ['after three of which one did not go out', { earlier: [past(1), past(2, 'failed'), past(3)] }, send],
    [
      'a holiday is no silence and does not end it',
      { earlier: [past(1), past(2, 'skipped'), past(3), past(4)] },
      { ...skip('unanswered'), tell: 'unanswered' },
    ],
    [
      'after three of which the second was answered',
      { earlier: [past(1), past(2, 'sent', { answeredAt: nudgeAt }), past(3)] },
      send,
    ],
    [
      'after three when the client wrote since',
      { earlier: [past(1), past(2), past(3)], seenAt: '2026-11-20T00:00:00.000Z' },
      send,
    ],
    [
      'not after three when the client wrote before',
      { earlier: [past(1), past(2), past(3)], seenAt: '2026-10-30T00:00:00.000Z' },
      { ...skip('unanswered'), tell: 'unanswered' },
    ],
    [
      'not again once stopped, and the therapist is told once',
      { earlier: [past(1, 'sent', { reminder: stopped }), past(2)] },
      skip('unanswered'),
    ],
    [
      'again when the client came back',
      { earlier: [past(1, 'sent', { reminder: stopped }), past(2)], seenAt: '2026-11-20T00:00:00.000Z' },
      send,
    ],
    [
      'not to a channel that is gone',
      { earlier: [past(1, 'sent', { reminder: failed('channel-gone') })] },
      skip('channel-gone'),
    ],
    [
      'nor when the nudge found it gone',
      { earlier: [past(1, 'sent', { nudge: failed('channel-gone') })] },
      skip('channel-gone'),
    ],
    ['to a channel that was busy', { earlier: [past(1, 'sent', { reminder: failed('busy') })] }, send],
    [
      'not days after another, when the client has moved their day',
      { earlier: [{ ...past(1), reminder: { status: 'sent', at: '2026-11-22T18:00:00.000Z' } }] },
      skip('moved'),
    ],
  ] as const satisfies readonly (readonly [string, Partial<Situation>, unknown])[]) {
    it(name, () => assert.deepEqual<unknown>(decide(situation(overrides)), decision));
  }

  it('at an hour the client chose at night', () => {
    const late = { ...due, hour: 23 };
    const at = '2026-11-23T23:00:00.000Z';
    assert.deepEqual<unknown>(decide(situation({ due: late, now: at, dueAt: at })), send);
  });
});

describe('when the nudge is due', () => {
  const plan = (more: Partial<Parameters<typeof planNudge>[1]> = {}, of: Due = due) =>
    planNudge(of, { week, after: dueAt, calendar: usualCalendar, ...more });

  it('is two days later at the same hour', () => assert.equal(plan(), nudgeAt));
  it('is after the quiet hours', () =>
    assert.equal(plan({}, { ...due, hour: 23 }), '2026-11-26T08:00:00.000Z'));
  it('is after the holidays', () =>
    assert.equal(plan(holidays('2026-11-25', '2026-11-26')), '2026-11-27T18:00:00.000Z'));
  it('is never when the week leaves no room', () =>
    assert.isUndefined(plan(holidays('2026-11-25', '2026-12-26'))));
  it('is after a reminder that went out late', () =>
    assert.equal(plan({ after: '2026-11-26T08:00:00.000Z' }), '2026-11-26T18:00:00.000Z'));
});

describe('quiet hours', () => {
  const night = { from: { hour: 21, minute: 0 }, to: { hour: 8, minute: 0 } };
  const noon = { from: { hour: 12, minute: 0 }, to: { hour: 13, minute: 30 } };
  for (const [at, hours, until] of [
    ['2026-11-23T20:59:59.999Z', night, undefined],
    ['2026-11-23T21:00:00.000Z', night, '2026-11-24T08:00:00.000Z'],
    ['2026-11-24T07:59:59.999Z', night, '2026-11-24T08:00:00.000Z'],
    ['2026-11-24T08:00:00.000Z', night, undefined],
    ['2026-11-24T12:10:00.000Z', noon, '2026-11-24T13:30:00.000Z'],
    ['2026-11-24T13:30:00.000Z', noon, undefined],
    ['2026-11-24T12:10:00.000Z', { from: noon.from, to: noon.from }, undefined],
  ] as const) {
    it(`at ${at} last until ${until ?? 'no later'}`, () =>
      assert.equal(quietUntil(at, hours, 'Europe/London'), until));
  }
});
